package se.sluss.signing.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Vetoed;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.outbox.Outbox;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.kit.trace.Traces;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.Sealer;
import se.sluss.signing.bankid.BankId;
import se.sluss.signing.bankid.BankIdConfig;
import se.sluss.signing.bankid.Deadline;
import se.sluss.signing.bankid.Moment;
import se.sluss.signing.bankid.Party;
import se.sluss.signing.bankid.Terms;
import se.sluss.signing.store.Signatures;
import se.sluss.signing.store.SigningOrders;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestPersons;

/**
 * The steps of one order, with a BankID and a store in hand: for moments between two steps that no
 * client can hit.
 */
@Dependent
class StepsInHand {
  static final BankId.Collected COMPLETE = new BankId.Collected.Complete(new byte[] {1});

  /** How far the clock is ahead. */
  volatile Duration ahead = Duration.ZERO;

  final InstantSource clock = () -> Instant.now().plus(ahead);
  final List<SubmissionId> submissions = Stream.generate(SubmissionId::next).limit(2).toList();
  final ScriptedSteps bankId = new ScriptedSteps();
  final Store store;
  final List<DomainEvent> told = new CopyOnWriteArrayList<>();

  private final BankIdConfig bankIdConfig;
  private final SigningConfig config;
  private final Traces traces;
  private final OrderContent content;

  StepsInHand(
      Sealer sealer,
      BankIdConfig bankIdConfig,
      SigningConfig config,
      Traces traces,
      AgroalDataSource database,
      RequestContext caller) {
    this.bankIdConfig = bankIdConfig;
    this.config = config;
    this.traces = traces;
    this.content = new OrderContent(sealer);
    this.store = new Store(database, caller);
  }

  SigningOrder order(List<Integer> partSizes) {
    SigningOrderId id = SigningOrderId.next();
    Owner owner = new Owner(VendorId.next(), TenantId.next(), Mode.TEST);
    OrderContent.RequestedPart part = new OrderContent.RequestedPart("QQ==", "QQ==");
    return new SigningOrder(
        id,
        owner,
        SignerRole.ANORDNARE,
        Language.SV,
        submissions,
        partSizes,
        content.sealRequest(
            id,
            owner,
            new OrderContent.Request(
                List.of(TestPersons.PROVIDER_SIGNER),
                "127.0.0.1",
                Terms.NONE,
                partSizes.stream().map(size -> part).toList())),
        "",
        clock.instant());
  }

  OrderSteps of(SigningOrder order, Runnable judged) {
    var orders = new OneOrder(order);
    var storing = new StoreOutcome(clock);
    var record =
        new RecordOutcome(
            orders, store, storing, new TellEnd(new NothingSigned(), new Told()), clock);
    return new OrderSteps(
        orders,
        new AskBankId(
            orders,
            content,
            new TracedBankId(bankId, traces),
            bankIdConfig,
            config,
            store,
            storing,
            record),
        record,
        new Judge(judged),
        storing,
        bankIdConfig,
        store,
        traces,
        clock);
  }

  /** Waits until so many transactions were carried out, which is after what they change is seen. */
  int done(int times) {
    Eventually.holds(() -> assertThat(store.done).hasValue(times));
    return times;
  }

  static void await(SigningOrder order, OrderStatus status) {
    Eventually.holds(() -> assertThat(order.status()).isEqualTo(status));
  }

  static BankId.Start opened() {
    return new BankId.Start.Opened("ref", "start", "qr", "secret", Moment.now());
  }

  /** A BankID that opens every order, and has the final answer at once. */
  @Vetoed
  static final class ScriptedSteps implements BankId {
    final AtomicInteger signs = new AtomicInteger();
    final AtomicInteger collects = new AtomicInteger();
    final List<String> cancelled = new CopyOnWriteArrayList<>();
    volatile @Nullable Deadline deadline;
    volatile Supplier<Start> onSign = StepsInHand::opened;
    volatile Supplier<Collected> onCollect = () -> COMPLETE;
    volatile BooleanSupplier onCancel = () -> true;

    @Override
    public Start sign(Party party, SignRequest request, Deadline before) {
      deadline = before;
      signs.incrementAndGet();
      return onSign.get();
    }

    @Override
    public Collected collect(Party party, String orderRef, Deadline before) {
      collects.incrementAndGet();
      return onCollect.get();
    }

    @Override
    public boolean cancel(Party party, String orderRef, Deadline before) {
      cancelled.add(orderRef);
      return onCancel.getAsBoolean();
    }
  }

  /** Fails as often as it is told to, before it has done its work or after. */
  @Vetoed
  static final class Store extends Transactions {
    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger answersLost = new AtomicInteger();

    /** How many were carried out. */
    final AtomicInteger done = new AtomicInteger();

    volatile Runnable onFailure = () -> {};

    volatile RuntimeException failure =
        new StoreException("away", new SQLException("away", "08006"));

    private Store(AgroalDataSource database, RequestContext caller) {
      super(database, caller);
    }

    @Override
    public <T> T asSystem(Supplier<T> work) {
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        onFailure.run();
        throw failure;
      }
      T result = work.get();
      done.incrementAndGet();
      if (answersLost.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw failure;
      }
      return result;
    }
  }

  @Vetoed
  private static final class OneOrder extends SigningOrders {
    private final SigningOrder order;

    private OneOrder(SigningOrder order) {
      this.order = order;
    }

    @Override
    public Optional<SigningOrder> of(SigningOrderId id) {
      return Optional.of(order);
    }

    @Override
    public Optional<SigningOrder> lock(SigningOrderId id) {
      return Optional.of(order);
    }

    @Override
    public List<SigningOrder> lockDue(Instant now, int most) {
      return List.of(order);
    }
  }

  @Vetoed
  @SuppressWarnings("NullAway")
  private static final class Judge extends JudgeSignature {
    private final Runnable judged;

    private Judge(Runnable judged) {
      super(null, null, null, null, null, null, null, null, null, null, null);
      this.judged = judged;
    }

    @Override
    void judge(SigningOrder order) {
      judged.run();
    }
  }

  @Vetoed
  @SuppressWarnings("NullAway")
  private static final class NothingSigned extends Signatures {
    private NothingSigned() {
      super(null);
    }

    @Override
    public List<SubmissionId> by(SigningOrderId order) {
      return List.of();
    }
  }

  @Vetoed
  private final class Told implements Outbox {
    @Override
    public void append(DomainEvent event) {
      told.add(event);
    }

    @Override
    public void append(DomainEvent event, String originTraceparent) {
      told.add(event);
    }
  }
}
