package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ImportAsk;
import io.tuanzi.catalog.ImportCommand;
import io.tuanzi.catalog.ImportFinding;
import io.tuanzi.catalog.ImportJob;
import io.tuanzi.catalog.Imports;
import io.tuanzi.platform.ShopCommand;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.text.Phrasebook;
import io.tuanzi.platform.web.Paged;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The command {@code import FILE}. */
@Component
class CatalogueImport implements ImportCommand, ShopCommand {

    private static final String USAGE =
            "usage: ./tuanzi import FILE [--currency USD --rate 7.18] [--dry-run] [--quiet]";
    private static final int SHOWN_PER_CODE = 5;

    private final Imports imports;
    private final Phrasebook problems = Phrasebook.open("problems");

    CatalogueImport(Imports imports) {
        this.imports = imports;
    }

    private record Arguments(Path file, String currency, @Nullable BigDecimal rate, boolean dryRun, boolean quiet) {
    }

    @Override
    public String name() {
        return "import";
    }

    @Override
    public int run(List<String> arguments) {
        return run(arguments, new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        Arguments asked;
        try {
            asked = read(arguments);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            out.println(USAGE);
            return 2;
        }
        if (!Files.isRegularFile(asked.file()) || !Files.isReadable(asked.file())) {
            out.println("there is no readable file " + asked.file());
            return 2;
        }
        try {
            Path folder = asked.file().toAbsolutePath().getParent();
            ImportJob staged = imports.stage(asked.file(), new ImportAsk(String.valueOf(asked.file().getFileName()),
                    asked.currency(), asked.rate(), asked.dryRun(), folder == null ? null : folder.toString(),
                    "system:command"));
            out.printf("%s: %s form, %d rows, %d products%s%n", staged.fileName(), staged.form(), staged.rows(),
                    staged.products(), staged.dryRun() ? ", dry run" : "");
            ImportJob done = imports.run(staged.importId(), job -> progress(job, out));
            report(done, asked.quiet(), out);
            out.printf("imported %d products, %d skus, %d refused%n", done.taken(), done.skus(), done.refused());
            return "DONE".equals(done.state()) ? 0 : 1;
        } catch (Problem problem) {
            out.println("refused: " + problem.code() + " "
                    + problems.say(Language.EN, problem.code() + ".detail", texts(problem)));
            return 1;
        }
    }

    private static Map<String, Object> texts(Problem problem) {
        Map<String, Object> texts = new LinkedHashMap<>(problem.facts());
        if (problem.field() != null) {
            texts.put("field", problem.field());
        }
        return texts;
    }

    private static void progress(ImportJob job, PrintStream out) {
        if (job.applied() % 50 == 0) {
            out.printf("  %d of %d products%n", job.applied(), job.products());
        }
    }

    /** Everything refused, and of the rest a few of each kind with the count of the others. */
    private void report(ImportJob done, boolean quiet, PrintStream out) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        String after = null;
        do {
            Paged<ImportFinding> page = imports.findings(done.importId(), null, after, 1_000, Language.EN);
            for (ImportFinding finding : page.items()) {
                int seen = counts.merge(finding.code(), 1, Integer::sum);
                if (finding.severity().equals("REFUSED") || !quiet && seen <= SHOWN_PER_CODE) {
                    out.printf("  row %d %s %s %s: %s%n", finding.row(), finding.column(), finding.handle(),
                            finding.severity().toLowerCase(Locale.ROOT), finding.text());
                }
            }
            after = page.next();
        } while (after != null);
        counts.forEach((code, count) -> out.printf("  %s × %d%n", code, count));
        out.printf("%d created, %d updated, %d unchanged%s%n", done.created(), done.updated(), done.unchanged(),
                done.dryRun() ? "; nothing was written" : "");
    }

    private static Arguments read(List<String> arguments) {
        Path file = null;
        String currency = "CNY";
        BigDecimal rate = null;
        boolean dryRun = false;
        boolean quiet = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            boolean last = i + 1 == arguments.size();
            switch (argument) {
                case "--dry-run" -> dryRun = true;
                case "--quiet" -> quiet = true;
                case "--currency", "--rate" -> {
                    if (last) {
                        throw new IllegalArgumentException(argument + " needs a value");
                    }
                    String value = arguments.get(++i);
                    if (argument.equals("--rate")) {
                        rate = decimal(value);
                    } else {
                        currency = value.toUpperCase(Locale.ROOT);
                    }
                }
                default -> {
                    if (file != null || argument.startsWith("--")) {
                        throw new IllegalArgumentException("what is " + argument + "?");
                    }
                    file = Path.of(argument);
                }
            }
        }
        if (file == null) {
            throw new IllegalArgumentException("which file?");
        }
        return new Arguments(file, currency, rate, dryRun, quiet);
    }

    private static BigDecimal decimal(String value) {
        return Cells.number(value).orElseThrow(() -> new IllegalArgumentException(value + " is no rate"));
    }
}
