package se.sluss.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All members of a body that do not fit, where its reader stops at the first. */
final class MemberFaults {
  private static final int MOST = 1000;

  private final ObjectMapper json;
  private final Map<JavaType, Map<String, JavaType>> known = new HashMap<>();
  private final Set<Problem.Fault> faults = new LinkedHashSet<>();

  private MemberFaults(ObjectMapper json) {
    this.json = json;
  }

  /**
   * What is to be said of a body that was not read.
   *
   * @param body the body, from wherever its reader stopped
   */
  static Problem of(JsonMappingException first, ByteArrayInputStream body, ObjectMapper json) {
    if (first.getPath().isEmpty()) {
      return JsonFaults.of(first);
    }
    Object form = first.getPath().getFirst().getFrom();
    body.reset();
    try {
      var all = new MemberFaults(json);
      all.look(
          all.read(body),
          json.constructType(form instanceof Class<?> type ? type : form.getClass()),
          "#");
      return all.faults.isEmpty()
          ? JsonFaults.of(first)
          : JsonFaults.invalid(List.copyOf(all.faults));
    } catch (JsonProcessingException e) {
      return JsonFaults.of(e);
    } catch (IOException e) {
      // Bytes that are no text, behind the first fault.
      return JsonFaults.malformed();
    }
  }

  /** Numbers as they stand there, and without what follows, which is no member's fault. */
  private JsonNode read(ByteArrayInputStream body) throws IOException {
    return json.reader()
        .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .readTree(body);
  }

  private void look(JsonNode node, JavaType type, String pointer) {
    if (node.isObject() && type.getRawClass().isRecord()) {
      members(node, type, pointer);
    } else if (node.isObject() && type.isMapLikeType()) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        look(entry.getValue(), type.getContentType(), place(pointer, entry.getKey()));
      }
    } else if (node.isArray() && type.isCollectionLikeType()) {
      for (int i = 0; i < node.size() && !isFull(); i++) {
        look(node.get(i), type.getContentType(), pointer + "/" + i);
      }
    } else {
      value(node, type, pointer);
    }
  }

  private void members(JsonNode node, JavaType type, String pointer) {
    Map<String, JavaType> types = known.computeIfAbsent(type, this::typesOfMembers);
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String place = place(pointer, member.getKey());
      JavaType typeOfMember = types.get(member.getKey());
      if (typeOfMember != null) {
        look(member.getValue(), typeOfMember, place);
      } else if (!isFull()) {
        faults.add(JsonFaults.unknownMember(place));
      }
    }
  }

  private Map<String, JavaType> typesOfMembers(JavaType type) {
    return json.getDeserializationConfig().introspect(type).findProperties().stream()
        .filter(BeanPropertyDefinition::hasConstructorParameter)
        .collect(
            Collectors.toMap(
                BeanPropertyDefinition::getName, BeanPropertyDefinition::getPrimaryType));
  }

  private void value(JsonNode node, JavaType type, String pointer) {
    if (isFull()) {
      return;
    }
    try {
      json.readerFor(type).readValue(node);
    } catch (InputCoercionException e) {
      faults.add(JsonFaults.outOfRange(pointer));
    } catch (IOException | RuntimeException e) {
      // By itself, what a type's reader throws is not wrapped.
      faults.add(JsonFaults.invalidValue(pointer));
    }
  }

  private boolean isFull() {
    return faults.size() >= MOST;
  }

  private static String place(String pointer, String name) {
    return pointer + "/" + MemberName.shown(name);
  }
}
