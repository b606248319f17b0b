package yochi.world.campaign;

import yochi.link.config.Default;

/**
 * One way of flooding and its share of the campaign's attacks.
 *
 * @param name by which waves name it
 * @param order as an order list has it, such as {@code icmp/ping_flood}
 * @param protocol IP protocol number
 * @param port attacked port; 0 where the protocol has none
 * @param share of the attacks, 0..1
 * @param spoofed part of its packets whose written source was forged, 0..1
 */
public record VectorShare(
        String name, String order, int protocol, @Default("0") int port, Figure share, Figure spoofed) {
    private static final int MOST_PROTOCOL = 255;
    private static final int MOST_PORT = 65_535;

    public VectorShare {
        if (protocol < 1 || protocol > MOST_PROTOCOL || port < 0 || port > MOST_PORT) {
            throw new IllegalArgumentException("protocol " + protocol + ", port " + port);
        }
        if (order.indexOf('/') < 1 || order.matches(".*[,:|\\s].*")) {
            throw new IllegalArgumentException("an order is kind/method without separators of the list: " + order);
        }
        share(share, "share");
        share(spoofed, "spoofed");
    }

    private static void share(Figure figure, String what) {
        figure.played().ifPresent(s -> {
            if (s < 0 || s > 1) {
                throw new IllegalArgumentException(what + " is between 0 and 1: " + s);
            }
        });
    }
}
