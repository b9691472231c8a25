-- CreateTable
CREATE TABLE "canvas" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "elements" JSON NOT NULL DEFAULT '[]',
    "element_count" INTEGER NOT NULL DEFAULT 0,
    "preview" TEXT,
    "kept_version" INTEGER NOT NULL DEFAULT 0,
    "kept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "idempotency_key" TEXT,
    "request_hash" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "canvas_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "canvas_file" (
    "canvas_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "mime_type" TEXT NOT NULL,
    "data_url" TEXT NOT NULL,
    "chars" INTEGER NOT NULL,

    CONSTRAINT "canvas_file_pkey" PRIMARY KEY ("canvas_id","id")
);

-- CreateTable
CREATE TABLE "canvas_version" (
    "id" UUID NOT NULL,
    "canvas_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "label" TEXT,
    "elements" JSON NOT NULL,
    "element_count" INTEGER NOT NULL,
    "preview" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "canvas_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "canvas_proposal" (
    "id" UUID NOT NULL,
    "canvas_id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'ready',
    "instructions" TEXT NOT NULL,
    "style" TEXT NOT NULL,
    "color_scheme" TEXT NOT NULL,
    "planner" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "base_version" INTEGER NOT NULL,
    "add" JSON NOT NULL,
    "change" JSON NOT NULL,
    "remove" TEXT[],
    "seen" JSON NOT NULL,
    "kept" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "canvas_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "canvas_workspace_id_updated_at_idx" ON "canvas"("workspace_id", "updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "canvas_workspace_id_idempotency_key_key" ON "canvas"("workspace_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "canvas_version_canvas_id_id_idx" ON "canvas_version"("canvas_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "canvas_proposal_job_id_key" ON "canvas_proposal"("job_id");

-- CreateIndex
CREATE INDEX "canvas_proposal_canvas_id_id_idx" ON "canvas_proposal"("canvas_id", "id");

-- AddForeignKey
ALTER TABLE "canvas" ADD CONSTRAINT "canvas_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "canvas_file" ADD CONSTRAINT "canvas_file_canvas_id_fkey" FOREIGN KEY ("canvas_id") REFERENCES "canvas"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "canvas_version" ADD CONSTRAINT "canvas_version_canvas_id_fkey" FOREIGN KEY ("canvas_id") REFERENCES "canvas"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "canvas_proposal" ADD CONSTRAINT "canvas_proposal_canvas_id_fkey" FOREIGN KEY ("canvas_id") REFERENCES "canvas"("id") ON DELETE CASCADE ON UPDATE CASCADE;
