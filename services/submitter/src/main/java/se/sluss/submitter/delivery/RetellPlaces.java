package se.sluss.submitter.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.sluss.kit.tenancy.Transactions;

/**
 * Tells again where documents stand whose expected time has moved much, such as when a lane was
 * slowed or a large hand-in came, or whose place has halved, and of the last of each tenant that
 * the lane stands still or goes on, or that there is no lane for it any more. Safe on any number of
 * replicas: one of them tells at a time. Each document is held for the moment of its own telling
 * only, so that slots are not kept from it.
 */
@ApplicationScoped
public class RetellPlaces {
  /** What one round tells at most, as a multiple of what is looked at in one lane. */
  private static final int LANES_FULL = 5;

  private final MovedPlaces places;
  private final DeliveryEvents events;
  private final Transactions transactions;
  private final DeliveryConfig config;

  public RetellPlaces(
      MovedPlaces places, DeliveryEvents events, Transactions transactions, DeliveryConfig config) {
    this.places = places;
    this.events = events;
    this.transactions = transactions;
    this.config = config;
  }

  /** One round; bounded, the rest comes with the next. How many were told. */
  public int retell() {
    return transactions.asSystem(() -> places.alone() ? tellAll() : 0);
  }

  /** The outer transaction holds the others off and writes nothing. */
  private int tellAll() {
    List<MovedPlaces.Moved> moved =
        new ArrayList<>(places.find(config.retellMost(), LANES_FULL * config.retellMost()));
    moved.addAll(places.unconnected(LANES_FULL * config.retellMost()));
    int told = 0;
    for (MovedPlaces.Moved one : moved) {
      told += transactions.asSystem(() -> tell(one)) ? 1 : 0;
    }
    return told;
  }

  private boolean tell(MovedPlaces.Moved moved) {
    Optional<Delivery> still = places.toldAgain(moved);
    still.ifPresent(delivery -> events.placeChanged(delivery, moved, places.now()));
    return still.isPresent();
  }
}
