package se.sluss.system.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A file of Java, as the compiler's parser reads it, with its comments. */
final class SourceFile {
  private final CompilationUnitTree unit;
  private final DocTrees docs;

  private SourceFile(CompilationUnitTree unit, DocTrees docs) {
    this.unit = unit;
    this.docs = docs;
  }

  static SourceFile read(Path file) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(file));
      return new SourceFile(task.parse().iterator().next(), DocTrees.instance(task));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All types in it, those inside others too, the file's own first. */
  List<ClassTree> types() {
    var all = new ArrayList<ClassTree>();
    unit.getTypeDecls().forEach(one -> collect(one, all));
    return all;
  }

  private static void collect(Tree tree, List<ClassTree> all) {
    if (tree instanceof ClassTree type) {
      all.add(type);
      type.getMembers().forEach(member -> collect(member, all));
    }
  }

  Optional<ClassTree> type(String name) {
    return types().stream().filter(one -> one.getSimpleName().contentEquals(name)).findFirst();
  }

  static Stream<MethodTree> methods(ClassTree type) {
    return type.getMembers().stream()
        .filter(MethodTree.class::isInstance)
        .map(MethodTree.class::cast);
  }

  static Stream<VariableTree> fields(ClassTree type) {
    return type.getMembers().stream()
        .filter(VariableTree.class::isInstance)
        .map(VariableTree.class::cast);
  }

  @Nullable DocCommentTree comment(Tree tree) {
    return docs.getDocCommentTree(TreePath.getPath(unit, tree));
  }

  static Optional<AnnotationTree> annotation(ModifiersTree modifiers, String name) {
    return modifiers.getAnnotations().stream()
        .map(AnnotationTree.class::cast)
        .filter(one -> one.getAnnotationType().toString().equals(name))
        .findFirst();
  }

  /** A text in an annotation: written there, or a constant of the file. */
  Optional<String> argument(AnnotationTree annotation, String name) {
    for (ExpressionTree argument : annotation.getArguments()) {
      if (argument instanceof AssignmentTree set && set.getVariable().toString().equals(name)) {
        return Optional.of(text(set.getExpression()));
      }
      if (!(argument instanceof AssignmentTree) && name.equals("value")) {
        return Optional.of(text(argument));
      }
    }
    return Optional.empty();
  }

  private String text(ExpressionTree expression) {
    return switch (expression) {
      case LiteralTree literal -> String.valueOf(literal.getValue());
      case IdentifierTree constant ->
          types().stream()
              .flatMap(SourceFile::fields)
              .filter(field -> field.getName().equals(constant.getName()))
              .map(field -> text(field.getInitializer()))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("No constant " + constant));
      default -> throw new IllegalStateException("No text: " + expression);
    };
  }
}
