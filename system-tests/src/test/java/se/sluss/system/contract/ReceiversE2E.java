package se.sluss.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Hook;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;

/** The programs of the receivers' page take what Sluss sent to a receiver, as it came there. */
@OnRunningSluss
@Order(6)
class ReceiversE2E {
  private final RunningSluss sluss;

  @TempDir private Path folder;

  ReceiversE2E(RunningSluss sluss) {
    this.sluss = sluss;
  }

  @ParameterizedTest
  @EnumSource
  void deliveryThatWasSentIsTakenAndNoneThatWasChanged(ReceiverProgram program) {
    // Signed anew for each: no program takes what is older than five minutes.
    Hook hook = sluss.operator().vendor("Receiver in " + program, 1).hook();
    Door.await(() -> assertThat(hook.messages()).isNotEmpty());
    List<Hook.Message> messages = hook.messages();

    Hook.Message sent = messages.getLast();
    assertThat(program.verifies(folder, hook.secret(), sent.headers(), sent.body())).isTrue();
    assertThat(program.verifies(folder, hook.secret(), sent.headers(), sent.body() + " "))
        .isFalse();
    Map<String, String> other = new HashMap<>(sent.headers());
    other.merge("webhook-id", "0", String::concat);
    assertThat(program.verifies(folder, hook.secret(), other, sent.body())).isFalse();
  }
}
