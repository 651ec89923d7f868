-- What a connection that speaks SHS 1.2 says in its labels; all null for one that speaks SOAP. The
-- agreement alone may be absent.
ALTER TABLE connection
  ADD COLUMN shs_sender text,
  ADD COLUMN shs_receiver text,
  ADD COLUMN shs_status text CHECK (shs_status IN ('TEST', 'PRODUCTION')),
  ADD COLUMN shs_agreement text,
  ADD COLUMN shs_data_part_type text,
  ADD COLUMN shs_file_name text,
  ADD COLUMN shs_receipt_tx_id text CHECK (shs_receipt_tx_id IN ('RESPONSE', 'RESPONSE_OR_LABEL')),
  ADD CONSTRAINT connection_shs_whole CHECK (
    num_nulls(shs_sender, shs_receiver, shs_status, shs_data_part_type, shs_file_name,
      shs_receipt_tx_id) = 0
    OR num_nonnulls(shs_sender, shs_receiver, shs_status, shs_agreement, shs_data_part_type,
      shs_file_name, shs_receipt_tx_id) = 0);
