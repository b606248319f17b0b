package yochi.centre.courier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server for tests without packages: in clear on the loopback; says 550 to gone@, 451 to later@. */
final class SmtpPeer implements AutoCloseable {
    final List<String> mails = new CopyOnWriteArrayList<>();
    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final Thread thread = Thread.ofVirtual().start(this::run);

    SmtpPeer() throws IOException {}

    int port() {
        return listener.getLocalPort();
    }

    private void run() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                talk(socket);
            } catch (IOException e) {
                // the other side, or the test, has ended it
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        say(out, "220 peer");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String word = line.split("[ :]", 2)[0].toUpperCase(java.util.Locale.ROOT);
            switch (word) {
                case "EHLO", "HELO", "MAIL", "RSET", "NOOP" -> say(out, "250 ok");
                case "RCPT" ->
                    say(
                            out,
                            line.contains("gone@")
                                    ? "550 5.1.1 no"
                                    : line.contains("later@") ? "451 4.7.1 no" : "250 ok");
                case "DATA" -> {
                    say(out, "354 go");
                    StringBuilder mail = new StringBuilder();
                    for (String text = in.readLine(); !".".equals(text); text = in.readLine()) {
                        mail.append(text).append('\n');
                    }
                    mails.add(mail.toString());
                    say(out, "250 taken");
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return;
                }
                default -> say(out, "502 what");
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        thread.interrupt();
    }
}
