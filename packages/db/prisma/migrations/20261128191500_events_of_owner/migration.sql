-- Where events are published for Supabase's clients, a person hears of those of the workspace whose owner their JWT
-- names: the policy that came with the table took the id of the workspace for that of the person.
DO $$
BEGIN
  IF to_regprocedure('auth.uid()') IS NULL OR to_regprocedure('auth.jwt()') IS NULL
    OR NOT EXISTS (SELECT 1 FROM pg_publication WHERE pubname = 'supabase_realtime') THEN
    RETURN;
  END IF;
  -- With the rights of its owner: who listens need not be able to read the table of workspaces.
  EXECUTE format(
    'CREATE FUNCTION owns_workspace(workspace_id UUID) RETURNS BOOLEAN
     LANGUAGE sql STABLE SECURITY DEFINER SET search_path = %1$I AS
     $body$ SELECT EXISTS (
       SELECT 1 FROM %1$I.workspace AS w
       WHERE w.id = $1 AND w.subject = auth.uid()::text AND w.issuer = auth.jwt()->>''iss''
     ) $body$',
    current_schema()
  );
  DROP POLICY IF EXISTS "own_workspace" ON "basket_event";
  CREATE POLICY "own_workspace" ON "basket_event" FOR SELECT USING (owns_workspace("workspace_id"));
EXCEPTION
  WHEN insufficient_privilege THEN
    RAISE WARNING 'This role may not use the schema auth: nobody hears of events through supabase_realtime until it may.';
END
$$;
