-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "issuer" TEXT,
ADD COLUMN     "subject" TEXT;

-- AlterTable
ALTER TABLE "workspace_token" ADD COLUMN     "name" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "rate_limit_expire_idx" ON "rate_limit"("expire");

-- CreateIndex
CREATE UNIQUE INDEX "workspace_issuer_subject_key" ON "workspace"("issuer", "subject");
