package yochi.centre.situation;

import yochi.centre.decision.LiveFile;
import yochi.centre.site.SiteRegister;

/** The units of the register of sites as it is now; made anew when the register has changed. */
final class UnitRegister {
    private final LiveFile<SiteRegister> sites;
    private String version = "";
    private HomeUnits units = HomeUnits.NONE;

    UnitRegister(LiveFile<SiteRegister> sites) {
        this.sites = sites;
    }

    synchronized HomeUnits units() {
        LiveFile.Version<SiteRegister> now = sites.current();
        if (!now.version().equals(version)) {
            units = new HomeUnits(now.value());
            version = now.version();
        }
        return units;
    }
}
