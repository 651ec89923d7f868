package se.sluss.signing.page;

import io.nayuki.qrcodegen.QrCode;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A QR code as one path of an SVG image, without its quiet zone.
 *
 * @param size modules a side
 * @param path dark modules, one unit square each
 */
@RegisterForReflection
public record QrImage(int size, String path) {

  /** The code of a text, with the correction level that BankID's own code has. */
  static QrImage of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
    StringBuilder path = new StringBuilder(code.size * code.size * 4);
    for (int y = 0; y < code.size; y++) {
      int x = 0;
      while (x < code.size) {
        int from = x;
        while (x < code.size && code.getModule(x, y)) {
          x++;
        }
        if (x > from) {
          path.append('M').append(from).append(' ').append(y).append('h').append(x - from);
          path.append("v1h-").append(x - from).append('z');
        } else {
          x++;
        }
      }
    }
    return new QrImage(code.size, path.toString());
  }
}
