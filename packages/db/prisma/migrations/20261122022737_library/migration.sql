-- CreateTable
CREATE TABLE "collection" (
    "id" UUID NOT NULL,
    "no" SERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "embedding" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "dimension" INTEGER NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "generations" INTEGER NOT NULL DEFAULT 1,
    "indexed_items" INTEGER NOT NULL DEFAULT 0,
    "trained_model_id" UUID,
    "embedded_up_to" BIGINT,
    "items" INTEGER NOT NULL DEFAULT 0,
    "terms" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "collection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "collection_item" (
    "no" BIGSERIAL NOT NULL,
    "id" UUID NOT NULL,
    "collection_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "length" INTEGER NOT NULL,
    "file_id" UUID,
    "position" INTEGER,
    "page" INTEGER,
    "page_end" INTEGER,
    "headings" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "collection_item_pkey" PRIMARY KEY ("no")
);

-- CreateTable
CREATE TABLE "posting" (
    "collection" INTEGER NOT NULL,
    "term" TEXT NOT NULL,
    "item" BIGINT NOT NULL,
    "tf" INTEGER NOT NULL,
    "length" INTEGER NOT NULL,

    CONSTRAINT "posting_pkey" PRIMARY KEY ("collection","term","item")
);

-- CreateTable
CREATE TABLE "vector_garbage" (
    "id" BIGSERIAL NOT NULL,
    "collection_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL,
    "item_ids" UUID[],
    "writing" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "vector_garbage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trained_model" (
    "id" UUID NOT NULL,
    "collection_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "dimension" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trained_model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "embedding_cache" (
    "workspace_id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "vector" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "embedding_cache_pkey" PRIMARY KEY ("workspace_id","model","sha256")
);

-- CreateTable
CREATE TABLE "file" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "collection_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "title" TEXT,
    "pages" INTEGER,
    "chunks" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "indexed_at" TIMESTAMPTZ(3),

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_part" (
    "file_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "file_part_pkey" PRIMARY KEY ("file_id","no")
);

-- CreateIndex
CREATE UNIQUE INDEX "collection_no_key" ON "collection"("no");

-- CreateIndex
CREATE UNIQUE INDEX "collection_workspace_id_name_key" ON "collection"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "collection_item_collection_id_no_idx" ON "collection_item"("collection_id", "no");

-- CreateIndex
CREATE INDEX "collection_item_file_id_position_idx" ON "collection_item"("file_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "collection_item_collection_id_key_key" ON "collection_item"("collection_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "collection_item_collection_id_id_key" ON "collection_item"("collection_id", "id");

-- CreateIndex
CREATE INDEX "posting_item_idx" ON "posting"("item");

-- CreateIndex
CREATE INDEX "trained_model_collection_id_idx" ON "trained_model"("collection_id");

-- CreateIndex
CREATE INDEX "embedding_cache_created_at_idx" ON "embedding_cache"("created_at");

-- CreateIndex
CREATE INDEX "file_workspace_id_id_idx" ON "file"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "file_collection_id_sha256_key" ON "file"("collection_id", "sha256");

-- AddForeignKey
ALTER TABLE "collection" ADD CONSTRAINT "collection_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_item" ADD CONSTRAINT "collection_item_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "collection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_item" ADD CONSTRAINT "collection_item_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trained_model" ADD CONSTRAINT "trained_model_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "collection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "embedding_cache" ADD CONSTRAINT "embedding_cache_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file" ADD CONSTRAINT "file_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file" ADD CONSTRAINT "file_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "collection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_part" ADD CONSTRAINT "file_part_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Counts of a collection, postings and vectors follow its items, whichever way those come and go (also by cascade).

CREATE FUNCTION collection_item_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE collection SET items = items + n.added, terms = terms + n.length, updated_at = now()
    FROM (SELECT collection_id, count(*) AS added, sum(length) AS length FROM added_items GROUP BY collection_id) AS n
    WHERE id = n.collection_id;
    RETURN NULL;
END $$;

CREATE TRIGGER collection_item_added AFTER INSERT ON collection_item
REFERENCING NEW TABLE AS added_items FOR EACH STATEMENT EXECUTE FUNCTION collection_item_added();

-- A training fills the table of a generation that is yet to come: what goes meanwhile has to go from there as well.
CREATE FUNCTION collection_item_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM posting WHERE item IN (SELECT no FROM removed_items);
    INSERT INTO vector_garbage (collection_id, generation, item_ids)
    SELECT c.id, g.generation, array_agg(r.id) FROM removed_items r
    JOIN collection c ON c.id = r.collection_id
    CROSS JOIN LATERAL generate_series(c.generation, c.generations) AS g (generation)
    GROUP BY c.id, g.generation;
    UPDATE collection SET items = items - n.removed, terms = terms - n.length, updated_at = now()
    FROM (SELECT collection_id, count(*) AS removed, sum(length) AS length FROM removed_items GROUP BY collection_id) AS n
    WHERE id = n.collection_id;
    RETURN NULL;
END $$;

CREATE TRIGGER collection_item_removed AFTER DELETE ON collection_item
REFERENCING OLD TABLE AS removed_items FOR EACH STATEMENT EXECUTE FUNCTION collection_item_removed();

CREATE FUNCTION collection_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO vector_garbage (collection_id, generation, item_ids) VALUES (OLD.id, OLD.generation, '{}');
    RETURN NULL;
END $$;

CREATE TRIGGER collection_removed AFTER DELETE ON collection
FOR EACH ROW EXECUTE FUNCTION collection_removed();
