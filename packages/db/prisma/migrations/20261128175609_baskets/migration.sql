-- CreateEnum
CREATE TYPE "delta_status" AS ENUM ('proposed', 'applied', 'partly_applied', 'rejected', 'expired', 'undone');

-- CreateTable
CREATE TABLE "basket" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "last_event" INTEGER NOT NULL DEFAULT 0,
    "archived_at" TIMESTAMPTZ(3),
    "idempotency_key" TEXT,
    "request_hash" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "basket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "context_block" (
    "id" UUID NOT NULL,
    "basket_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "context_block_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dump" (
    "id" UUID NOT NULL,
    "basket_id" UUID NOT NULL,
    "content" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dump_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "basket_request" (
    "basket_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "job_id" UUID,
    "delta_id" UUID,
    "answer" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "basket_request_pkey" PRIMARY KEY ("basket_id","kind","key")
);

-- CreateTable
CREATE TABLE "delta" (
    "id" UUID NOT NULL,
    "basket_id" UUID NOT NULL,
    "job_id" UUID,
    "status" "delta_status" NOT NULL DEFAULT 'proposed',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "summary" TEXT NOT NULL,
    "changes" JSONB NOT NULL,
    "recommended_actions" JSONB NOT NULL,
    "explanations" JSONB NOT NULL,
    "change_confidence" JSONB NOT NULL,
    "confidence" DOUBLE PRECISION NOT NULL,
    "applied_change_ids" UUID[],
    "undoes" UUID,
    "undone_by" UUID,
    "chars" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "delta_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "basket_event" (
    "basket_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "delta_id" UUID,
    "block_id" UUID,
    "changes" JSONB NOT NULL,
    "block_ids" UUID[],
    "chars" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "basket_event_pkey" PRIMARY KEY ("basket_id","seq")
);

-- CreateIndex
CREATE INDEX "basket_workspace_id_updated_at_id_idx" ON "basket"("workspace_id", "updated_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "basket_workspace_id_idempotency_key_key" ON "basket"("workspace_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "context_block_basket_id_created_at_id_idx" ON "context_block"("basket_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "dump_basket_id_id_idx" ON "dump"("basket_id", "id");

-- CreateIndex
CREATE INDEX "basket_request_job_id_idx" ON "basket_request"("job_id");

-- CreateIndex
CREATE UNIQUE INDEX "delta_job_id_key" ON "delta"("job_id");

-- CreateIndex
CREATE UNIQUE INDEX "delta_undoes_key" ON "delta"("undoes");

-- CreateIndex
CREATE INDEX "delta_basket_id_id_idx" ON "delta"("basket_id", "id");

-- CreateIndex
CREATE INDEX "delta_basket_id_status_idx" ON "delta"("basket_id", "status");

-- CreateIndex
CREATE INDEX "delta_status_created_at_idx" ON "delta"("status", "created_at");

-- CreateIndex
CREATE INDEX "basket_event_block_ids_idx" ON "basket_event" USING GIN ("block_ids");

-- AddForeignKey
ALTER TABLE "basket" ADD CONSTRAINT "basket_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "context_block" ADD CONSTRAINT "context_block_basket_id_fkey" FOREIGN KEY ("basket_id") REFERENCES "basket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dump" ADD CONSTRAINT "dump_basket_id_fkey" FOREIGN KEY ("basket_id") REFERENCES "basket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "basket_request" ADD CONSTRAINT "basket_request_basket_id_fkey" FOREIGN KEY ("basket_id") REFERENCES "basket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delta" ADD CONSTRAINT "delta_basket_id_fkey" FOREIGN KEY ("basket_id") REFERENCES "basket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "basket_event" ADD CONSTRAINT "basket_event_basket_id_fkey" FOREIGN KEY ("basket_id") REFERENCES "basket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Where the database has Supabase's publication, its clients hear of events as they happen. Row level security comes
-- with it: a published table without it tells everyone everything. A person hears of the workspace whose id is their
-- own; whoever owns the table, as this application does, is not held back by it.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_publication WHERE pubname = 'supabase_realtime' AND NOT puballtables) THEN
    ALTER PUBLICATION supabase_realtime ADD TABLE "basket_event";
  END IF;
  IF EXISTS (SELECT 1 FROM pg_publication WHERE pubname = 'supabase_realtime') THEN
    ALTER TABLE "basket_event" ENABLE ROW LEVEL SECURITY;
    IF to_regprocedure('auth.uid()') IS NOT NULL THEN
      CREATE POLICY "own_workspace" ON "basket_event" FOR SELECT USING ("workspace_id" = auth.uid());
    END IF;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN
    RAISE WARNING 'The publication supabase_realtime belongs to another role: let it add the table basket_event.';
END
$$;
