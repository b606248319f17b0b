package yochi.centre.pages;

import java.util.List;

/**
 * Pictures that answer one question, such as one for each kind of attack.
 *
 * @param id fit for an address
 * @param question its title
 * @param reading how it is read: axes, units, where the figures come from
 * @param pictures the most telling first
 * @param none why there is no picture, where there is none
 */
public record Album(String id, Say question, Say reading, List<Picture> pictures, Say none) {
    public Album {
        pictures = List.copyOf(pictures);
    }
}
