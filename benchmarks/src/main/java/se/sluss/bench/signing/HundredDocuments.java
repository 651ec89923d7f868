package se.sluss.bench.signing;

import java.util.List;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;
import se.sluss.simulator.bankid.signature.BankIdSignatures;

/** What verifying an order of a hundred documents costs beside one of a single document. */
final class HundredDocuments implements Phase {
  private static final int HUNDRED = 100;
  private static final Target AT_MOST = Target.atMost(2, 1.5);

  @Override
  public String name() {
    return "hundred";
  }

  @Override
  public String about() {
    return "an order of 100 documents verified, beside an order of one";
  }

  @Override
  public List<Figure> run(Settings settings) {
    BankIdSignatures bankId = BankIdSignatures.inMemory();
    Packages one = new Packages(bankId, 1, settings.seed());
    Packages hundred = new Packages(bankId, HUNDRED, settings.seed());
    var both = new SideBySide(one::verifyNext, hundred::verifyNext);
    both.run(settings.time());
    return List.of(
        Figure.told("an order of one document", 1e3 / both.firstPerSecond(), "ms"),
        Figure.told("an order of 100 documents", 1e3 / both.secondPerSecond(), "ms"),
        Figure.of(
                "an order of 100 / an order of one",
                both.firstPerSecond() / both.secondPerSecond(),
                "",
                AT_MOST)
            .noting("the shared signature is verified once; each entry is looked up in it"));
  }
}
