-- What people think of the help articles, whose text comes with the console.
CREATE TABLE "help_rating" (
    "article_number" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "stars" INTEGER NOT NULL,
    "rated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "help_rating_pkey" PRIMARY KEY ("article_number","person_id"),
    CONSTRAINT "help_rating_stars" CHECK ("stars" BETWEEN 1 AND 5)
);
CREATE TABLE "help_comment" (
    "id" UUID NOT NULL,
    "article_number" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "help_comment_pkey" PRIMARY KEY ("id")
);

-- Serves the value and the number of votes from the index alone.
CREATE INDEX "help_rating_article_number_stars_idx" ON "help_rating"("article_number", "stars");
-- Serve the deletion of a person, and retention.
CREATE INDEX "help_rating_person_id_idx" ON "help_rating"("person_id");
CREATE INDEX "help_rating_rated_at_idx" ON "help_rating"("rated_at");
-- Serves an article's comments, newest first, and their number.
CREATE INDEX "help_comment_article_number_created_at_id_idx" ON "help_comment"("article_number", "created_at", "id");
-- Serves the number of one person's comments, and the deletion of that person.
CREATE INDEX "help_comment_person_id_article_number_idx" ON "help_comment"("person_id", "article_number");
-- Serves retention.
CREATE INDEX "help_comment_created_at_idx" ON "help_comment"("created_at");

ALTER TABLE "help_rating" ADD CONSTRAINT "help_rating_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "help_comment" ADD CONSTRAINT "help_comment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
