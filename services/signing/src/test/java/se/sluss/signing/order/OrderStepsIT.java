package se.sluss.signing.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.outbox.Outbox;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.kit.trace.Traces;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.SigningOrderFailed;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.Sealer;
import se.sluss.signing.SigningTest;
import se.sluss.signing.bankid.BankId;
import se.sluss.signing.bankid.BankIdConfig;
import se.sluss.signing.bankid.Party;
import se.sluss.signing.bankid.Terms;
import se.sluss.signing.store.SigningOrders;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestPersons;

/**
 * Moments between two steps that no client can hit: one order, and a BankID and a store in hand.
 */
@SigningTest
class OrderStepsIT {
  @Inject Sealer sealer;
  @Inject BankIdConfig bankIdConfig;
  @Inject SigningConfig config;
  @Inject Traces traces;
  @Inject AgroalDataSource database;
  @Inject RequestContext caller;

  private final InstantSource clock = InstantSource.system();
  private final List<SubmissionId> submissions =
      Stream.generate(SubmissionId::next).limit(2).toList();
  private final ScriptedSteps bankId = new ScriptedSteps();
  private final AtomicInteger storeFailures = new AtomicInteger();
  private final List<DomainEvent> told = new CopyOnWriteArrayList<>();
  private OrderContent content;

  @BeforeEach
  void seals() {
    content = new OrderContent(sealer);
  }

  @Test
  void whatWasCancelledWhileBankIdWasAwayIsNotOpenedWhenItIsBack() {
    SigningOrder order = order(List.of(2));
    OrderSteps steps = steps(order, () -> {});
    bankId.onSign =
        () -> {
          order.requestCancel(clock.instant());
          return new BankId.Start.NotOpened("maintenance");
        };
    steps.takeDue();
    await(order, OrderStatus.STARTING);

    steps.takeDue();

    await(order, OrderStatus.CANCELLED);
    assertThat(bankId.signs).hasValue(1);
    assertThat(told).singleElement().satisfies(event -> assertCancelled(event, submissions));
  }

  @Test
  void whatWasCancelledWhileAPartWasJudgedHasItsNextPartNeverOpened() {
    SigningOrder order = order(List.of(1, 1));
    OrderSteps steps =
        steps(
            order,
            () -> {
              order.requestCancel(clock.instant());
              order.partCompleted(clock.instant());
            });
    steps.takeDue();
    await(order, OrderStatus.PENDING);
    steps.takeDue();
    await(order, OrderStatus.STARTING);

    steps.takeDue();

    await(order, OrderStatus.CANCELLED);
    assertThat(bankId.signs).hasValue(1);
    assertThat(told)
        .singleElement()
        .satisfies(event -> assertCancelled(event, List.of(submissions.getLast())));
  }

  @Test
  void theFinalAnswerOutlivesADatabaseThatIsAwayForAMoment() {
    SigningOrder order = order(List.of(2));
    OrderSteps steps = steps(order, () -> order.partCompleted(clock.instant()));
    steps.takeDue();
    await(order, OrderStatus.PENDING);
    bankId.onCollect = () -> storeFailures.set(2);

    steps.takeDue();

    await(order, OrderStatus.COMPLETED);
    assertThat(storeFailures).hasValue(0);
    assertThat(bankId.collects).hasValue(1);
  }

  private static void assertCancelled(DomainEvent event, List<SubmissionId> unsigned) {
    assertThat(event)
        .isInstanceOfSatisfying(
            SigningOrderFailed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo("cancelled");
              assertThat(failed.submissionIds()).isEqualTo(unsigned);
            });
  }

  private static void await(SigningOrder order, OrderStatus status) {
    Eventually.holds(() -> assertThat(order.status()).isEqualTo(status));
  }

  private SigningOrder order(List<Integer> partSizes) {
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

  private OrderSteps steps(SigningOrder order, Runnable judged) {
    return new OrderSteps(
        new OneOrder(order),
        content,
        new Judge(judged),
        bankId,
        bankIdConfig,
        config,
        new Store(),
        new StoreOutcome(clock),
        new Told(),
        traces,
        clock);
  }

  /** A BankID that opens every order, and has the final answer at once. */
  private static final class ScriptedSteps implements BankId {
    private final AtomicInteger signs = new AtomicInteger();
    private final AtomicInteger collects = new AtomicInteger();
    private volatile Supplier<Start> onSign =
        () -> new Start.Opened("ref", "start", "qr", "secret", Instant.now());
    private volatile Runnable onCollect = () -> {};

    @Override
    public Start sign(Party party, SignRequest request) {
      signs.incrementAndGet();
      return onSign.get();
    }

    @Override
    public Collected collect(Party party, String orderRef) {
      collects.incrementAndGet();
      onCollect.run();
      return new Collected.Complete(new byte[] {1});
    }

    @Override
    public boolean cancel(Party party, String orderRef) {
      throw new AssertionError("There is nothing to cancel at BankID");
    }
  }

  /** Fails as often as it is told to, as when the connection is lost. */
  @Vetoed
  private final class Store extends Transactions {
    private Store() {
      super(database, caller);
    }

    @Override
    public <T> T asSystem(Supplier<T> work) {
      if (storeFailures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new StoreException("away", new SQLException("away", "08006"));
      }
      return work.get();
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
      super(null, null, null, null, null, null, null, null, null, null);
      this.judged = judged;
    }

    @Override
    void judge(SigningOrder order) {
      judged.run();
    }
  }

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
