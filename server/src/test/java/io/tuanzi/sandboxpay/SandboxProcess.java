package io.tuanzi.sandboxpay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The provider as a child process of a test, on a folder of its own. */
final class SandboxProcess implements AutoCloseable {
    private final Process process;
    private final String address;

    private SandboxProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it on the folder's book and keys and waits until it answers. */
    static SandboxProcess start(Path folder, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp", "target/classes", "io.tuanzi.sandboxpay.SandboxPay", "--port", "0", "--exit-with-parent",
                "--book", folder.resolve("book.jsonl").toString(), "--keys", folder.resolve("keys").toString()));
        command.addAll(List.of(more));
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            BufferedReader out = new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = out.readLine();
            if (line == null || !line.startsWith("sandbox-pay ready ")) {
                throw new IllegalStateException("it said: " + line);
            }
            return new SandboxProcess(process, line.substring("sandbox-pay ready ".length()).replaceAll("/$", ""));
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    String address() {
        return address;
    }

    /** The hard end: no shutdown hook runs. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends its standard input, as the death of its parent would. */
    boolean endOfInput() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return process.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
