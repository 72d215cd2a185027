// Which library owns each table, and what crosses that line. Held by tools/check-tables.mjs.

const ofLibrary = {
  identity: [
    ...[
      'organization',
      'person',
      'membership',
      'custom_role',
      'api_key',
      'identity_provider',
      'single_sign_on_attempt',
    ],
    ...[
      'invitation',
      'account_link',
      'address_change',
      'second_factor',
      'recovery_code',
      'session',
      'sign_in_throttle',
    ],
    ...['sign_in_origin', 'audit_event'],
  ],
  notifications: ['outbox_mail', 'notification', 'notification_preference'],
  certificates: ['certificate_authority', 'certificate', 'connection_attempt', 'public_key', 'key_alarm'],
  devices: [
    ...['device_model', 'device', 'device_ownership', 'device_listing', 'fleet_count'],
    ...['device_batch', 'device_batch_row', 'device_tag', 'certificate_notice'],
    ...['device_place', 'map_cell', 'map_change', 'map_tile', 'map_tile_change', 'map_version'],
  ],
  equipment: ['asset_kind', 'equipment_model', 'asset', 'asset_listing', 'installation', 'offline_measurement'],
  sites: ['site', 'site_grant', 'site_access_entry'],
  agreements: ['service_contract', 'warranty_notice', 'proposal', 'registration_draft', 'registration_request'],
  imports: ['import_job', 'import_row'],
  operation: ['process_report'],
  tables: ['table_preference', 'saved_view'],
  help: ['help_rating', 'help_comment'],
  telemetry: [
    ...[
      'attribute',
      'broker',
      'connectivity',
      'late_day',
      'late_reading',
      'latest',
      'latest_position',
      'pending_latest',
      'position',
    ],
    ...['presence', 'quantity', 'reading', 'rejected_message', 'text_reading'],
  ].map((name) => `telemetry.${name}`),
};

/** Table to the library that owns it. */
export const owners = Object.fromEntries(
  Object.entries(ofLibrary).flatMap(([library, tables]) => tables.map((table) => [table, library])),
);

/**
 * Who else writes a table: a library below its owner, which it cannot ask. A device that is issued a certificate becomes active; one
 * that leaves its owner, or is replaced, ends or moves its installations, and its contracts follow the replacement.
 */
export const sharedWrites = {
  device: ['certificates'],
  installation: ['devices'],
  service_contract: ['devices'],
};

/** What each library reads of others, joined in its own statements: lists are one statement, however much they show. */
export const readers = {
  agreements: [
    ...['asset', 'asset_listing', 'device', 'device_model', 'equipment_model', 'installation', 'membership'],
    ...['organization', 'site'],
    'person', // locked while their drafts are counted
  ],
  certificates: ['device', 'organization', 'telemetry.presence'],
  devices: [
    ...[
      'asset',
      'asset_kind',
      'certificate',
      'connection_attempt',
      'equipment_model',
      'installation',
      'organization',
      'service_contract',
      'site',
    ],
    ...['telemetry.attribute', 'telemetry.connectivity', 'telemetry.latest', 'telemetry.latest_position'],
    ...['telemetry.position', 'telemetry.presence', 'telemetry.reading', 'telemetry.rejected_message'],
  ],
  equipment: [
    'device',
    'device_listing',
    'device_model',
    'fleet_count',
    'organization',
    'proposal',
    'service_contract',
    'site',
  ],
  help: ['membership', 'organization', 'person'],
  identity: ['site_grant'],
  imports: ['asset', 'device', 'device_model', 'equipment_model', 'fleet_count', 'organization'],
  jobs: ['organization'],
  notifications: ['membership', 'organization', 'person', 'site_grant'],
  operation: ['audit_event', 'import_job', 'outbox_mail'],
  sites: ['asset', 'custom_role', 'device', 'membership', 'organization', 'person'],
  tables: ['organization', 'person'],
};
