-- CreateEnum
CREATE TYPE "message_state" AS ENUM ('streaming', 'complete', 'stopped', 'failed');

-- AlterTable
ALTER TABLE "collection" ADD COLUMN     "thread_id" UUID;

-- CreateTable
CREATE TABLE "chat_session" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chat_session_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "thread" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "title" TEXT,
    "coach" TEXT NOT NULL,
    "leaf_id" UUID,
    "summary" TEXT,
    "summary_up_to" UUID,
    "idempotency_key" TEXT,
    "request_hash" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "parent_id" UUID,
    "role" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" "message_state" NOT NULL,
    "job_id" UUID,
    "cut_off" BOOLEAN NOT NULL DEFAULT false,
    "error_code" TEXT,
    "error_detail" TEXT,
    "citations" JSONB NOT NULL DEFAULT '[]',
    "actions" JSONB NOT NULL DEFAULT '[]',
    "file_ids" UUID[],
    "rating" TEXT,
    "comment" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "chat_session_seen_at_idx" ON "chat_session"("seen_at");

-- CreateIndex
CREATE UNIQUE INDEX "collection_thread_id_key" ON "collection"("thread_id");

-- CreateIndex
CREATE UNIQUE INDEX "thread_workspace_id_session_id_idempotency_key_key" ON "thread"("workspace_id", "session_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "thread_workspace_id_session_id_updated_at_idx" ON "thread"("workspace_id", "session_id", "updated_at");

-- CreateIndex
CREATE INDEX "message_thread_id_id_idx" ON "message"("thread_id", "id");

-- CreateIndex
CREATE INDEX "message_parent_id_idx" ON "message"("parent_id");

-- CreateIndex
CREATE INDEX "message_job_id_idx" ON "message"("job_id");

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_workspace_id_session_id_fkey" FOREIGN KEY ("workspace_id", "session_id") REFERENCES "chat_session"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection" ADD CONSTRAINT "collection_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;
