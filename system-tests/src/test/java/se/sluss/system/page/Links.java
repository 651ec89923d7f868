package se.sluss.system.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.sluss.launcher.embedded.Room;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Provider;
import se.sluss.system.actor.Vendor;

/** Links to signing pages, as a vendor makes them. */
final class Links {
  private Links() {}

  /** For the provider's own signer. */
  static String over(Vendor vendor, Provider provider, List<Handed> handed) {
    return about(
        vendor,
        Map.of(
            "submissionIds",
            handed.stream().map(Handed::submissionId).toList(),
            "role",
            "ANORDNARE",
            "signerPersonalNumber",
            provider.signer()));
  }

  static String about(Vendor vendor, Map<String, ?> what) {
    var wanted = new HashMap<String, Object>(what);
    wanted.put("returnUrl", "https://vendor.example/done");
    return Door.eventually(() -> vendor.door(Room.SIGNING).post("/v1/signing-pages", wanted))
        .text("url");
  }
}
