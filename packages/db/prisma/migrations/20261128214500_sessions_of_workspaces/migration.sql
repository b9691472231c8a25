-- A chat session goes with its workspace. Those that stayed behind had nothing in them any more.
DELETE FROM "chat_session" AS s WHERE NOT EXISTS (SELECT FROM "workspace" AS w WHERE w."id" = s."workspace_id");
ALTER TABLE "chat_session" ADD CONSTRAINT "chat_session_workspace_id_fkey"
  FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
