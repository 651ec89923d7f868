package se.sluss.submitter.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.submitter.connection.ShsSettings;
import se.sluss.submitter.connection.ShsSettings.ReceiptTxId;
import se.sluss.submitter.connection.ShsSettings.Status;

/** The columns of a connection that speaks SHS; all null for one that does not. */
@Embeddable
class ShsColumns {
  @Column(name = "shs_sender")
  String sender;

  @Column(name = "shs_receiver")
  String receiver;

  @Column(name = "shs_status")
  String status;

  @Column(name = "shs_agreement")
  @Nullable String agreement;

  @Column(name = "shs_data_part_type")
  String dataPartType;

  @Column(name = "shs_file_name")
  String fileName;

  @Column(name = "shs_receipt_tx_id")
  String receiptTxId;

  static ShsColumns of(ShsSettings settings) {
    ShsColumns columns = new ShsColumns();
    columns.sender = settings.sender();
    columns.receiver = settings.receiver();
    columns.status = settings.status().name();
    columns.agreement = settings.agreement().orElse(null);
    columns.dataPartType = settings.dataPartType();
    columns.fileName = settings.fileName();
    columns.receiptTxId = settings.receiptTxId().name();
    return columns;
  }

  ShsSettings toSettings() {
    return new ShsSettings(
        sender,
        receiver,
        Status.valueOf(status),
        Optional.ofNullable(agreement),
        dataPartType,
        fileName,
        ReceiptTxId.valueOf(receiptTxId));
  }
}
