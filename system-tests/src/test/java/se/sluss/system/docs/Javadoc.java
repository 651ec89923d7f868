package se.sluss.system.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.TextTree;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Javadoc as Markdown. */
final class Javadoc {
  private Javadoc() {}

  /** What it says before its tags; empty without any. */
  static String text(@Nullable DocCommentTree comment) {
    return comment == null ? "" : markdown(comment.getFullBody());
  }

  /** What it says of each parameter. */
  static Map<String, String> parameters(@Nullable DocCommentTree comment) {
    return comment == null
        ? Map.of()
        : comment.getBlockTags().stream()
            .filter(ParamTree.class::isInstance)
            .map(ParamTree.class::cast)
            .collect(
                Collectors.toMap(
                    tag -> tag.getName().toString(), tag -> markdown(tag.getDescription())));
  }

  private static String markdown(List<? extends DocTree> parts) {
    return parts.stream()
        .map(Javadoc::markdown)
        .collect(Collectors.joining())
        .replaceAll("<a href=\"([^\"]+)\">([^<]+)</a>", "[$2]($1)")
        .replaceAll("\\s+", " ")
        .replace("|", "\\|")
        .strip();
  }

  private static String markdown(DocTree part) {
    return switch (part) {
      case LiteralTree literal when literal.getKind() == DocTree.Kind.CODE ->
          "`" + literal.getBody().getBody().strip() + "`";
      case LinkTree link -> "`" + link.getReference() + "`";
      case TextTree text -> text.getBody();
      default -> part.toString();
    };
  }
}
