import java.util.List;
import java.util.UUID;
import vendor.intake.ApiClient;
import vendor.intake.ApiException;
import vendor.intake.api.SubmissionsApi;
import vendor.intake.model.NewSubmission;
import vendor.intake.model.NewSubmissionDocument;
import vendor.intake.model.Person;
import vendor.intake.model.Problem;
import vendor.intake.model.Service;
import vendor.intake.model.Submission;
import vendor.intake.model.TimeReport;
import vendor.intake.model.TimeReportAssistant;
import vendor.intake.model.TimeReportProvider;
import vendor.intake.model.TimeReportTimeReport;
import vendor.intake.model.TimeReportTimeReportRowsInner;

/** A vendor's program on a client that openapi-generator makes of intake's contract. */
public final class HandIn {
  private final SubmissionsApi intake;
  private final String tenant;

  private HandIn(SubmissionsApi intake, String tenant) {
    this.intake = intake;
    this.tenant = tenant;
  }

  public static void main(String[] arguments) throws Exception {
    ApiClient client = new ApiClient();
    client.updateBaseUri(arguments[0]);
    client.setRequestInterceptor(r -> r.header("Authorization", "Bearer " + arguments[1]));
    var vendor = new HandIn(new SubmissionsApi(client), arguments[2]);
    TimeReport report = report(UUID.fromString(arguments[4]), arguments[3]);

    Submission first = vendor.handIn(report, report.getId() + "-1");
    Submission seen = vendor.intake.getSubmission(first.getId(), arguments[2], null, null);
    String refusal = "";
    try {
      vendor.handIn(report.month("2026-10"), report.getId() + "-2");
    } catch (ApiException e) {
      refusal = client.getObjectMapper().readValue(e.getResponseBody(), Problem.class).getCode();
    }

    System.out.printf(
        "{\"id\": \"%s\", \"state\": \"%s\", \"refusal\": \"%s\"}%n",
        first.getId(), seen.getHistory().getFirst().getState(), refusal);
  }

  private Submission handIn(TimeReport report, String idempotencyKey) throws ApiException {
    NewSubmission request =
        new NewSubmission().service(Service.ELT).document(new NewSubmissionDocument(report));
    return intake.handIn(idempotencyKey, request, tenant, null, null, null);
  }

  private static TimeReport report(UUID id, String organisationNumber) {
    return new TimeReport()
        .id(id)
        .month("2026-11")
        .assistedPerson(
            new Person().personalNumber("189001019802").givenName("Åsa").surname("Provberg"))
        .assistant(
            new TimeReportAssistant()
                .personalNumber("189001029819")
                .givenName("Örjan")
                .surname("Testlund")
                .collectiveAgreement(true))
        .provider(
            new TimeReportProvider()
                .organisationNumber(organisationNumber)
                .employsAssistant(TimeReportProvider.EmploysAssistantEnum.TRUE))
        .timeReport(
            new TimeReportTimeReport()
                .rows(
                    List.of(
                        new TimeReportTimeReportRowsInner()
                            .day(3)
                            .from("07.30")
                            .to("16.00")
                            .kind(TimeReportTimeReportRowsInner.KindEnum.ACTIVE))))
        .providerPhone("0901234567");
  }
}
