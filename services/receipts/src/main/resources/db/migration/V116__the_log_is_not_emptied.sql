-- TRUNCATE fires no trigger of rows.
CREATE TRIGGER evidence_node_is_not_emptied BEFORE TRUNCATE ON evidence_node
  FOR EACH STATEMENT EXECUTE FUNCTION evidence_log_grows();
CREATE TRIGGER evidence_tree_head_is_not_emptied BEFORE TRUNCATE ON evidence_tree_head
  FOR EACH STATEMENT EXECUTE FUNCTION evidence_log_grows();
