package se.sluss.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import se.sluss.evidence.log.LogProof;
import se.sluss.evidence.log.PublishedHead;
import se.sluss.evidence.log.TreeHead;

class NativeImageTest {
  private static final String METADATA =
      "/META-INF/native-image/se.sluss/evidence/reachability-metadata.json";

  @Test
  void everyTypeOfTheJsonIsKnownToNativeImages() throws Exception {
    Set<String> types = new TreeSet<>();
    for (Class<?> root :
        Set.of(Manifest.class, LogProof.class, TreeHead.class, PublishedHead.class)) {
      collect(root, types);
    }
    try (InputStream in = getClass().getResourceAsStream(METADATA)) {
      assertThat(in).isNotNull();
      String metadata = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(types).hasSizeGreaterThan(20);
      assertThat(types).allSatisfy(type -> assertThat(metadata).contains("\"" + type + "\""));
    }
  }

  private static void collect(Type type, Set<String> types) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        collect(argument, types);
      }
    } else if (type instanceof Class<?> one
        && one.getName().startsWith("se.sluss")
        && types.add(one.getName())
        && one.isRecord()) {
      for (RecordComponent component : one.getRecordComponents()) {
        collect(component.getGenericType(), types);
      }
    }
  }
}
