-- What the sentences of a history name, a unit separator between them: with the code they are said
-- in any language. Rows without it are of a release before it, or name nothing.
ALTER TABLE submission_history ADD COLUMN parts text;
