package se.sluss.submitter.governor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.delivery.LaneBrake;
import se.sluss.submitter.delivery.OperatorActs;

/** One lane's state in memory, with what was done to it. Slots and figures are not kept. */
final class OneLane implements Lanes, OperatorActs {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  final ConnectionId connection = ConnectionId.next();
  final List<String> done = new ArrayList<>();
  LaneState state;

  OneLane(LaneState state) {
    this.state = state;
  }

  @Override
  public boolean changeOver(ConnectionId connection) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void boundTests(Set<String> hosts, int callsADay) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<LaneState> lock(ConnectionId id) {
    return id.equals(connection) ? Optional.of(state) : Optional.empty();
  }

  @Override
  public void save(ConnectionId id, LaneState next) {
    done.add("save");
    state = next;
  }

  @Override
  public Instant now() {
    return NOW;
  }

  @Override
  public Set<AttemptId> learn(List<LaneBrake.Lesson> lessons) {
    return state instanceof LaneState.Trying
        ? lessons.stream().map(LaneBrake.Lesson::attempt).collect(Collectors.toSet())
        : Set.of();
  }

  @Override
  public boolean tried(AttemptId attempt) {
    return state instanceof LaneState.Trying;
  }

  @Override
  public void hold(ConnectionId id, Duration atLeast) {
    done.add("hold " + atLeast);
  }

  @Override
  public void startSlowly(ConnectionId id) {
    done.add("start slowly");
  }

  @Override
  public void restOneInterval(ConnectionId id) {
    done.add("rest");
  }

  @Override
  public List<LaneView> views(@Nullable ConnectionId one) {
    return List.of(
        new LaneView(
            Optional.of(connection),
            VendorId.next(),
            Service.ELT,
            Mode.TEST,
            "STOPPED",
            "",
            NOW,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            0,
            0,
            0));
  }

  @Override
  public void onLane(ConnectionId id, String what, Why why, String details) {
    done.add("wrote " + what);
  }

  @Override
  public void onCeiling(String ceiling, String what, Why why, String details) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void onSubmission(SubmissionId submission, String what, Why why, String details) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<ConnectionId, Claimed> claim(List<Ask> asks, String replica) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void confirm(List<Left> left) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void giveBack(AttemptId attempt) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<ConnectionId, Outlook> outlooks(Collection<ConnectionId> connections) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ConnectionId> withWork() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ConnectionId> toRefresh() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void refresh(ConnectionId connection) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void agree(ConnectionId id, Duration interval, @Nullable Duration guard) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void slow(ConnectionId id, @Nullable Duration interval) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void weigh(ConnectionId id, VendorId vendor, String tenant, int weight) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void under(ConnectionId id, @Nullable String ceiling) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void ceiling(String id, Duration interval) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Duration> ceilings() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<LaneView> lent(VendorId vendor, Collection<ConnectionId> connections) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<VendorId> vendors(ConnectionId id) {
    return List.of(VendorId.next());
  }

  @Override
  public List<TenantBacklog> backlog(ConnectionId id, int most) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Forecast> forecast(
      ConnectionId id, VendorId vendor, String tenant, int documents) {
    throw new UnsupportedOperationException();
  }
}
