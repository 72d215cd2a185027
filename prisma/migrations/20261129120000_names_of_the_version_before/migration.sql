-- Names that stood beside the new ones while the version before still ran; nothing asks for them any more.

DROP VIEW "foreign_sign_in_attempt";
DROP VIEW "site_look";
DROP DOMAIN "hand_over_cause";
