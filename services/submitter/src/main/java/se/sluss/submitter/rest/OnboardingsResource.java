package se.sluss.submitter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.delivery.OperatorActs;
import se.sluss.submitter.governor.LaneRunners;
import se.sluss.submitter.onboarding.AnswersDocument;
import se.sluss.submitter.onboarding.FollowOnboarding;
import se.sluss.submitter.onboarding.Onboarding;
import se.sluss.submitter.onboarding.Onboardings;
import se.sluss.submitter.onboarding.OpenProduction;
import se.sluss.submitter.onboarding.OpenProduction.Opened;
import se.sluss.submitter.onboarding.Questions;
import se.sluss.submitter.onboarding.Step;

/**
 * What vendors need before their first document leaves. The operator begins and opens; a vendor
 * sees its own, and says and answers what is its part.
 */
@Path("/v1/onboardings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OnboardingsResource {
  private final Onboardings onboardings;
  private final FollowOnboarding follow;
  private final OpenProduction openProduction;
  private final Questions questions;
  private final LaneRunners runners;
  private final Transactions transactions;
  private final RequestContext caller;
  private final InstantSource clock;

  OnboardingsResource(
      Onboardings onboardings,
      FollowOnboarding follow,
      OpenProduction openProduction,
      Questions questions,
      LaneRunners runners,
      Transactions transactions,
      RequestContext caller,
      InstantSource clock) {
    this.onboardings = onboardings;
    this.follow = follow;
    this.openProduction = openProduction;
    this.questions = questions;
    this.runners = runners;
    this.transactions = transactions;
    this.caller = caller;
    this.clock = clock;
  }

  /** Begins one; asked again it answers with the one that is there. */
  @POST
  @Administrator
  public Response start(OnboardingForms.@Nullable Start form) {
    OnboardingForms.Start.Checked asked = OnboardingForms.Start.check(form);
    return transactions.asSystem(
        () -> {
          boolean made = onboardings.start(asked.vendor(), asked.service());
          Onboarding onboarding =
              onboardings.find(asked.vendor(), asked.service()).orElseThrow(Problem::notFound);
          return Response.status(made ? Response.Status.CREATED : Response.Status.OK)
              .location(
                  URI.create("/v1/onboardings/" + asked.vendor() + "/" + asked.service().name()))
              .entity(OnboardingAnswer.of(follow.checklist(onboarding)))
              .build();
        });
  }

  @GET
  @Path("/{vendorId}/{service}")
  @Administrator
  @Scope("connections:read")
  public OnboardingAnswer get(
      @PathParam("vendorId") String vendor, @PathParam("service") String service) {
    return with(vendor, service, one -> OnboardingAnswer.of(follow.checklist(one)));
  }

  /** Says that a step is done, or is not; what ticks itself cannot be said. */
  @PUT
  @Path("/{vendorId}/{service}/steps/{step}")
  @Administrator
  @Scope("connections:write")
  public OnboardingAnswer say(
      @PathParam("vendorId") String vendor,
      @PathParam("service") String service,
      @PathParam("step") String name,
      OnboardingForms.@Nullable Word form) {
    return with(
        vendor,
        service,
        one -> {
          Step step = step(name);
          if (!step.stated()) {
            throw Problem.of(
                ProblemType.STATE_CONFLICT,
                "This step ticks itself when it is proved; nobody can say it.");
          }
          if (!caller.administrator() && step.waitsFor() != Step.Party.VENDOR) {
            throw Problem.of(ProblemType.FORBIDDEN, "The operator says whether this is done.");
          }
          OnboardingForms.Word.Checked said = OnboardingForms.Word.check(form);
          onboardings.say(one, step, said.done(), who(), said.note());
          return OnboardingAnswer.of(follow.checklist(one));
        });
  }

  @GET
  @Path("/{vendorId}/{service}/answers")
  @Administrator
  @Scope("connections:read")
  public OnboardingAnswer.Answers answers(
      @PathParam("vendorId") String vendor, @PathParam("service") String service) {
    return with(
        vendor,
        service,
        one -> OnboardingAnswer.Answers.of(questions.all(), onboardings.answers(one)));
  }

  /** Answers some of the questions; an empty text takes an answer back. */
  @PUT
  @Path("/{vendorId}/{service}/answers")
  @Administrator
  @Scope("connections:write")
  public OnboardingAnswer.Answers answer(
      @PathParam("vendorId") String vendor,
      @PathParam("service") String service,
      OnboardingForms.@Nullable Answers form) {
    return with(
        vendor,
        service,
        one -> {
          Map<String, String> given = OnboardingForms.Answers.check(form, questions);
          given.forEach((id, text) -> onboardings.answer(one, id, text.strip(), who()));
          return OnboardingAnswer.Answers.of(questions.all(), onboardings.answers(one));
        });
  }

  /** The technical checklist as a page to send. */
  @GET
  @Path("/{vendorId}/{service}/answers-document")
  @Produces(MediaType.TEXT_HTML)
  @Administrator
  @Scope("connections:read")
  public Response document(
      @PathParam("vendorId") String vendor, @PathParam("service") String service) {
    String page =
        with(
            vendor,
            service,
            one ->
                AnswersDocument.html(
                    one,
                    follow.supplier(one),
                    questions.all(),
                    onboardings.answers(one),
                    clock.instant()));
    return Response.ok(page, "text/html; charset=utf-8")
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .header("Cache-Control", "no-store")
        .build();
  }

  /** Opens production: the lane of the live connection runs from now on. */
  @POST
  @Path("/{vendorId}/{service}/open")
  @Administrator
  public OnboardingAnswer open(
      @PathParam("vendorId") String vendor,
      @PathParam("service") String service,
      OnboardingForms.@Nullable Open form) {
    OperatorActs.Why why = OnboardingForms.Open.check(form);
    OnboardingAnswer after =
        with(
            vendor,
            service,
            one ->
                switch (openProduction.open(one, why)) {
                  case Opened.Open _, Opened.AlreadyOpen _ ->
                      OnboardingAnswer.of(follow.checklist(one));
                  case Opened.NoLiveConnection _ ->
                      throw Problem.of(
                          ProblemType.STATE_CONFLICT,
                          "Register the live connection with the production address first.");
                  case Opened.Missing(var steps) -> throw missing(steps);
                });
    runners.look();
    return after;
  }

  private static Problem missing(List<Step> steps) {
    return Problem.of(
            ProblemType.STATE_CONFLICT,
            "Production opens once every step is done; the errors name those that are missing.")
        .withErrors(
            steps.stream()
                .map(step -> new Problem.Fault("#/steps/" + step, "missing", "is not done"))
                .toList());
  }

  /** Of the caller's vendor alone, whatever mode its key is for; not for a tenant's client. */
  private <T> T with(String vendor, String service, Function<Onboarding, T> work) {
    VendorId owner =
        VendorId.parse(vendor)
            .filter(
                known ->
                    caller.administrator()
                        || known.equals(caller.vendorId()) && caller.tenantId().isEmpty())
            .orElseThrow(Problem::notFound);
    Service to = service(service).orElseThrow(Problem::notFound);
    return transactions.asSystem(
        () -> work.apply(onboardings.find(owner, to).orElseThrow(Problem::notFound)));
  }

  private static Optional<Service> service(String name) {
    return Arrays.stream(Service.values())
        .filter(service -> service.name().equals(name))
        .findFirst();
  }

  private static Step step(String name) {
    return Arrays.stream(Step.values())
        .filter(step -> step.name().equals(name))
        .findFirst()
        .orElseThrow(Problem::notFound);
  }

  private String who() {
    return caller.administrator() ? "administrator" : caller.clientId().value();
  }
}
