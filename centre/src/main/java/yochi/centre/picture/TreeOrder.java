package yochi.centre.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/** A tree of regions laid out: neighbours in the tree are neighbours in the list, so that no two branches cross. */
final class TreeOrder {
    private final Finding.Clusters clusters;
    private final List<Integer> leaves = new ArrayList<>();

    TreeOrder(Finding.Clusters clusters) {
        this.clusters = clusters;
        int all = clusters.regions().size() + clusters.merges().size();
        TreeSet<Integer> roots = new TreeSet<>();
        for (int i = 0; i < all; i++) {
            roots.add(i);
        }
        clusters.merges().forEach(m -> {
            roots.remove(m.a());
            roots.remove(m.b());
        });
        roots.descendingSet().forEach(this::walk);
    }

    private void walk(int node) {
        int merge = node - clusters.regions().size();
        if (merge < 0) {
            leaves.add(node);
            return;
        }
        walk(clusters.merges().get(merge).a());
        walk(clusters.merges().get(merge).b());
    }

    /** The regions from top to bottom. */
    List<Region> regions() {
        return leaves.stream().map(clusters.regions()::get).toList();
    }

    /** Place of a node between the rows: a leaf's own, of a merge the middle of its two. */
    double row(int node) {
        int merge = node - clusters.regions().size();
        if (merge < 0) {
            return leaves.indexOf(node);
        }
        return (row(clusters.merges().get(merge).a())
                        + row(clusters.merges().get(merge).b()))
                / 2;
    }

    /** Distance at which a node was made; a leaf's is 0. */
    double height(int node) {
        int merge = node - clusters.regions().size();
        return merge < 0 ? 0 : clusters.merges().get(merge).height();
    }

    /** The regions below a node. */
    Set<Region> below(int node) {
        int merge = node - clusters.regions().size();
        Set<Region> out = new TreeSet<>();
        if (merge < 0) {
            out.add(clusters.regions().get(node));
        } else {
            out.addAll(below(clusters.merges().get(merge).a()));
            out.addAll(below(clusters.merges().get(merge).b()));
        }
        return out;
    }
}
