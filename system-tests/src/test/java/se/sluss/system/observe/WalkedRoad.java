package se.sluss.system.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import se.sluss.launcher.embedded.Room;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.RunningSluss;

/**
 * What was done so that there is something to tell: one good road to its webhook, two unsigned, one
 * refused by the authority, one at the door.
 *
 * @param sluss where it was done
 * @param received the submission that was received
 * @param txId the authority's identifier of it
 * @param refused the submission that the authority refused
 * @param unsigned a submission that was refused by its signer, together with another
 * @param unsignedTwice one that was refused alone, and then with the other
 * @param closest the closest two calls of the vendor's lane, in seconds
 */
record WalkedRoad(
    RunningSluss sluss,
    String received,
    String txId,
    String refused,
    String unsigned,
    String unsignedTwice,
    double closest) {

  static WalkedRoad walk(RunningSluss sluss, String name) {
    Vendor vendor = sluss.operator().vendor(name, 1);
    List<Handed> handed = vendor.handIn(vendor.provider(), 4);
    vendor.refuseToSign(handed.subList(2, 3));
    vendor.refuseToSign(handed.subList(2, 4));
    vendor.hook().fail(1, 503);
    sluss.authority().arm(vendor.id(), "validation-fault");
    vendor.sign(handed.subList(0, 1));
    vendor.await(handed.subList(0, 1), "REFUSED");
    vendor.sign(handed.subList(1, 2));
    vendor.await(handed.subList(1, 2), "RECEIVED");
    String received = handed.get(1).submissionId();
    double[] closest = {Double.NaN};
    Door.await(
        () -> {
          closest[0] = closestCalls(sluss, vendor);
          assertThat(closest[0]).isNotNaN();
        });
    byte[] noDocument = "<a".getBytes(StandardCharsets.UTF_8);
    assertThat(vendor.handIn(vendor.provider(), noDocument, UUID.randomUUID().toString()).good())
        .isFalse();
    Door.await(() -> assertThat(vendor.hook().about(received, "submission.received")).isNotEmpty());
    return new WalkedRoad(
        sluss,
        received,
        vendor.submission(received).at("/receipt/txId").asText(),
        handed.get(0).submissionId(),
        handed.get(3).submissionId(),
        handed.get(2).submissionId(),
        closest[0]);
  }

  private static double closestCalls(RunningSluss sluss, Vendor vendor) {
    return scrape(sluss, Room.SUBMITTER, "text/plain")
        .lines()
        .filter(line -> line.startsWith("sluss_submitter_lane_closest_seconds"))
        .filter(line -> line.contains(vendor.connectionId()))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }

  /** A room's measurements as text. */
  String scrape(Room room, String accept) {
    return scrape(sluss, room, accept);
  }

  private static String scrape(RunningSluss sluss, Room room, String accept) {
    byte[] all = sluss.door(room).header("Accept", accept).get("/q/metrics").orFail().bytes();
    return new String(all, StandardCharsets.UTF_8);
  }
}
