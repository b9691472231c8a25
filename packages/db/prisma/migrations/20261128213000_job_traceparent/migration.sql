-- Which trace a job belongs to; null for all that were made by code that does not know of traces.
ALTER TABLE "job" ADD COLUMN "traceparent" TEXT;
