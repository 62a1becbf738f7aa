package io.certyn.console.testing;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pictures of a shop that does not exist. */
final class PretendPictures {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final String[] GOODS = {"Enamel mug", "Linen apron", "Oak board", "Tea tin"};

    private PretendPictures() {}

    static byte[] shop(int number) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        paint(pen, number);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void paint(Graphics2D pen, int number) {
        pen.setColor(new Color(0xFBFAF7));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(new Color(0x2E4A3F));
        pen.fillRect(0, 0, WIDTH, 72);
        pen.setColor(Color.WHITE);
        pen.setFont(new Font(Font.SERIF, Font.BOLD, 28));
        pen.drawString("Kitchen & Yard", 48, 46);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 18));
        pen.drawString("Cart (" + number % 4 + ")", 1140, 44);
        for (int i = 0; i < GOODS.length; i++) {
            int left = 48 + i * 300;
            pen.setColor(new Color(0xE9E4D8));
            pen.fillRoundRect(left, 120, 276, 276, 16, 16);
            pen.setColor(new Color(0x9FB8A8));
            pen.fillOval(left + 68, 188, 140, 140);
            pen.setColor(new Color(0x26302B));
            pen.drawString(GOODS[i], left, 432);
            pen.drawString("€ " + (12 + 7 * i) + ".50", left, 460);
        }
        pen.setColor(new Color(0xC46A2B));
        pen.fillRoundRect(48, 540, 260 + number % 40 * 20, 14, 14, 14);
        pen.setColor(new Color(0x26302B));
        pen.drawString("Step " + number, 48, 596);
    }
}
