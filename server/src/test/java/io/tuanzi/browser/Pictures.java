package io.tuanzi.browser;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;

/** How different two pictures look. */
final class Pictures {

    private static final int SEEN = 32;

    private Pictures() {
    }

    /** The share of pixels an eye tells apart, 0 to 1; 1 for pictures of other sizes. */
    static double difference(Path one, Path other) throws IOException {
        BufferedImage a = Objects.requireNonNull(ImageIO.read(one.toFile()));
        BufferedImage b = Objects.requireNonNull(ImageIO.read(other.toFile()));
        if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
            return 1;
        }
        long apart = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                if (isApart(a.getRGB(x, y), b.getRGB(x, y))) {
                    apart++;
                }
            }
        }
        return (double) apart / ((long) a.getWidth() * a.getHeight());
    }

    private static boolean isApart(int one, int other) {
        for (int shift = 0; shift <= 16; shift += 8) {
            if (Math.abs((one >> shift & 255) - (other >> shift & 255)) > SEEN) {
                return true;
            }
        }
        return false;
    }
}
