package io.tuanzi.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** One Java file as the compiler reads it, before any type is known. */
record JavaFile(Path path, String text, CompilationUnitTree unit, DocTrees docs) {

    static List<JavaFile> below(Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        List<JavaFile> parsed = new ArrayList<>();
        try {
            JavacTask task = (JavacTask) compiler.getTask(null, files, problem -> { }, List.of("-proc:none"), null,
                    files.getJavaFileObjectsFromPaths(Repository.files(folder, ".java")));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                Path path = Path.of(unit.getSourceFile().toUri());
                parsed.add(new JavaFile(path, Repository.read(path), unit, docs));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parsed;
    }

    String name() {
        return Repository.name(path);
    }

    String module() {
        return Repository.module(path);
    }

    /** The simple name without its ending. */
    String type() {
        return String.valueOf(path.getFileName()).replace(".java", "");
    }

    boolean isPackageInfo() {
        return type().equals("package-info");
    }

    /** From the line a tree begins on to the line it ends on, both counted. */
    int height(Tree tree) {
        SourcePositions positions = docs.getSourcePositions();
        var lines = unit.getLineMap();
        return (int) (lines.getLineNumber(positions.getEndPosition(unit, tree))
                - lines.getLineNumber(positions.getStartPosition(unit, tree))) + 1;
    }

    @Nullable String comment(Tree tree) {
        TreePath at = TreePath.getPath(unit, tree);
        return at == null ? null : docs.getDocComment(at);
    }
}
