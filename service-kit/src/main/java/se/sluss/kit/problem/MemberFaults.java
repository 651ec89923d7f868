package se.sluss.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All members of a body that do not fit, where its reader stops at the first. */
final class MemberFaults {
  private static final int MOST = 1000;

  private final ObjectMapper json;
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
    boolean isOfAMember =
        !first.getPath().isEmpty()
            && (first instanceof MismatchedInputException
                || first.getCause() instanceof InputCoercionException);
    if (!isOfAMember) {
      return JsonFaults.of(first);
    }
    Object form = first.getPath().getFirst().getFrom();
    body.reset();
    try {
      JavaType type = json.constructType(form instanceof Class<?> known ? known : form.getClass());
      var all = new MemberFaults(json);
      all.look(json.readTree(body), type, "#");
      List<Problem.Fault> told = all.faults.stream().limit(MOST).toList();
      return told.isEmpty() ? JsonFaults.of(first) : JsonFaults.invalid(told);
    } catch (JsonProcessingException e) {
      return JsonFaults.of(e);
    } catch (IOException e) {
      throw new IllegalStateException("Bytes that were there could not be read again", e);
    }
  }

  private void look(JsonNode node, JavaType type, String pointer) {
    if (faults.size() >= MOST) {
      return;
    }
    if (node.isObject() && type.getRawClass().isRecord()) {
      members(node, type, pointer);
    } else if (node.isArray() && type.isCollectionLikeType()) {
      for (int i = 0; i < node.size(); i++) {
        look(node.get(i), type.getContentType(), pointer + "/" + i);
      }
    } else {
      value(node, type, pointer);
    }
  }

  private void members(JsonNode node, JavaType type, String pointer) {
    Map<String, JavaType> known =
        json.getDeserializationConfig().introspect(type).findProperties().stream()
            .collect(
                Collectors.toMap(
                    BeanPropertyDefinition::getName, BeanPropertyDefinition::getPrimaryType));
    node.properties()
        .forEach(
            member -> {
              String place = pointer + "/" + MemberName.shown(member.getKey());
              if (known.containsKey(member.getKey())) {
                look(member.getValue(), known.get(member.getKey()), place);
              } else {
                faults.add(JsonFaults.unknownMember(place));
              }
            });
  }

  private void value(JsonNode node, JavaType type, String pointer) {
    try {
      json.readerFor(type).readValue(node);
    } catch (InputCoercionException e) {
      faults.add(JsonFaults.outOfRange(pointer));
    } catch (JsonProcessingException e) {
      JsonFaults.of(e).faults().stream()
          .map(f -> new Problem.Fault(pointer + f.pointer().substring(1), f.code(), f.detail()))
          .forEach(faults::add);
    } catch (IOException e) {
      throw new IllegalStateException("A tree could not be read", e);
    }
  }
}
