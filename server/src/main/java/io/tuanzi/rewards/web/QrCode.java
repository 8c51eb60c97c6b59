package io.tuanzi.rewards.web;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;

/** A QR code of a text, as squares for a poster or as a PNG of its own. */
final class QrCode {

    private static final int INK = 0x000000;
    private static final int PAPER = 0xffffff;

    private final BitMatrix squares;

    private QrCode(BitMatrix squares) {
        this.squares = squares;
    }

    /** The code of a text with the quiet border it needs; refuses more than a code can hold. */
    static QrCode of(String text) {
        try {
            return new QrCode(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(
                    EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 4)));
        } catch (WriterException e) {
            throw new IllegalArgumentException(e);
        }
    }

    int side() {
        return squares.getWidth();
    }

    /** One path that fills the dark squares, one unit each; runs in a row are one rectangle. */
    String path() {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < side(); y++) {
            for (int x = 0; x < side(); x++) {
                int from = x;
                while (x < side() && squares.get(x, y)) {
                    x++;
                }
                if (x > from) {
                    path.append('M').append(from).append(' ').append(y).append('h').append(x - from).append("v1h")
                            .append(from - x).append('z');
                }
            }
        }
        return path.toString();
    }

    /** A PNG of at least {@code pixels} a side, every square the same size. */
    byte[] png(int pixels) {
        int each = Math.ceilDiv(pixels, side());
        BufferedImage image = new BufferedImage(side() * each, side() * each, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, squares.get(x / each, y / each) ? INK : PAPER);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
