package yochi.analysis.onset;

import java.util.Arrays;

/**
 * Packets of one window as the published detectors take them: source /16, service, dark address, slot. 13 bytes a
 * packet.
 */
public final class DarkPackets {
    /** Packets kept; those that come later are only counted. Bounds the memory at about 220 MB. */
    public static final int MOST = 1 << 24;

    /** Source networks of 16 bits. */
    static final int NETWORKS = 1 << 16;

    private final int slots;
    private int[] networks = new int[1 << 10];
    private int[] services = new int[1 << 10];
    private int[] targets = new int[1 << 10];
    private byte[] slotOf = new byte[1 << 10];
    private int size;
    private long left;

    /**
     * An empty window.
     *
     * @param slots 2..63 slots of equal length: 12 of 50 s in Dark-GLASSO, 30 of a minute in Dark-NMF
     */
    public DarkPackets(int slots) {
        if (slots < 2 || slots > 63) {
            throw new IllegalArgumentException("2 to 63 slots, not " + slots);
        }
        this.slots = slots;
    }

    /**
     * Takes one packet.
     *
     * @param network upper 16 bits of the source address
     * @param service any number below 2^24, the same for the same service
     * @param target dark address
     */
    public void add(int network, int service, int target, int slot) {
        if (network < 0 || network >= NETWORKS || service < 0 || service >= 1 << 24 || slot < 0 || slot >= slots) {
            throw new IllegalArgumentException("network " + network + ", service " + service + ", slot " + slot);
        }
        if (size == MOST) {
            left++;
            return;
        }
        if (size == networks.length) {
            networks = Arrays.copyOf(networks, 2 * size);
            services = Arrays.copyOf(services, 2 * size);
            targets = Arrays.copyOf(targets, 2 * size);
            slotOf = Arrays.copyOf(slotOf, 2 * size);
        }
        networks[size] = network;
        services[size] = service;
        targets[size] = target;
        slotOf[size++] = (byte) slot;
    }

    /** Packets of each source network in each slot. */
    SlotPackets byNetwork() {
        return new SlotPackets(Arrays.copyOf(networks, size), slotOf, slots);
    }

    /** Packets of each service in each slot. */
    SlotPackets byService() {
        return new SlotPackets(Arrays.copyOf(services, size), slotOf, slots);
    }

    int slots() {
        return slots;
    }

    public int size() {
        return size;
    }

    /** Packets that the bound kept out. */
    public long left() {
        return left;
    }

    /** Upper 16 bits of the packet's source. */
    int network(int packet) {
        return networks[packet];
    }

    int service(int packet) {
        return services[packet];
    }

    int[] targets() {
        return Arrays.copyOf(targets, size);
    }
}
