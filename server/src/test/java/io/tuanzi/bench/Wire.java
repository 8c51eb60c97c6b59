package io.tuanzi.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One keep-alive HTTP/1.1 connection that speaks as little and allocates as little as it can. */
final class Wire implements AutoCloseable {

    private final int port;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private boolean closing;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(16_384);
    private final StringBuilder line = new StringBuilder(128);
    private final byte[] buffer = new byte[16_384];

    Wire(int port) throws IOException {
        this.port = port;
        socket = connected(port);
        in = new BufferedInputStream(socket.getInputStream(), 32_768);
        out = socket.getOutputStream();
    }

    private static Socket connected(int port) throws IOException {
        Socket made = new Socket(InetAddress.getLoopbackAddress(), port);
        made.setTcpNoDelay(true);
        made.setSoTimeout(60_000);
        return made;
    }

    private void connectAgain() throws IOException {
        socket.close();
        socket = connected(port);
        in = new BufferedInputStream(socket.getInputStream(), 32_768);
        out = socket.getOutputStream();
        closing = false;
    }

    /** Sends one request and reads its answer whole; returns the status. */
    int send(byte[] request) throws IOException {
        if (closing) { // the shop said so in its last answer
            connectAgain();
        }
        out.write(request);
        out.flush();
        body.reset();
        String status = line();
        long length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String small = header.toLowerCase(Locale.ROOT);
            if (small.startsWith("content-length:")) {
                length = Long.parseLong(small.substring(15).strip());
            } else if (small.startsWith("transfer-encoding:")) {
                chunked = small.contains("chunked");
            } else if (small.startsWith("connection:")) {
                closing = small.contains("close");
            }
        }
        if (chunked) {
            for (int size = chunk(); size > 0; size = chunk()) {
                take(size);
                String end = line();
                if (!end.isEmpty()) {
                    throw new IOException("a chunk ends with " + end);
                }
            }
            String last = line();
            if (!last.isEmpty()) {
                throw new IOException("a trailer " + last);
            }
        } else {
            take(length);
        }
        return Integer.parseInt(status.substring(9, 12));
    }

    /** The body of the last answer. */
    String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    /** A number in the last answer by the name of its field; 0 when there is none. */
    long number(String field) {
        String text = text();
        int at = text.indexOf("\"" + field + "\":");
        if (at < 0) {
            return 0;
        }
        long value = 0;
        for (int i = at + field.length() + 3; i < text.length() && Character.isDigit(text.charAt(i)); i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private void take(long size) throws IOException {
        long left = size;
        while (left > 0) {
            int got = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (got < 0) {
                throw new EOFException();
            }
            body.write(buffer, 0, got);
            left -= got;
        }
    }

    private String line() throws IOException {
        line.setLength(0);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] post(String path, String token, String key, String json) {
        return write("POST", path, token, key, json);
    }

    static byte[] put(String path, String token, String key, String json) {
        return write("PUT", path, token, key, json);
    }

    private static byte[] write(String method, String path, String token, String key, String json) {
        return (method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                + "\r\nIdempotency-Key: " + key + "\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length() + "\r\n\r\n" + json).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
