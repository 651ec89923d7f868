package se.sluss.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.evidence.Hash;

class MerkleTreeTest {
  private static final int MOST = 64;
  private static final Map<List<Hash>, Hash> ROOTS = new HashMap<>();

  /** The leaves that Certificate Transparency's implementations are tested with. */
  private static final List<String> KNOWN =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private final Map<Place, Hash> kept = new HashMap<>();
  private final MerkleTree tree =
      new MerkleTree(
          places -> {
            Map<Place, Hash> found = new HashMap<>();
            places.forEach(place -> found.computeIfAbsent(place, kept::get));
            return found;
          });

  private void append(List<Hash> leaves) {
    for (int i = 0; i < leaves.size(); i++) {
      tree.append(i, leaves.get(i)).forEach(node -> kept.put(node.place(), node.hash()));
    }
  }

  private static List<Hash> known() {
    return KNOWN.stream().map(hex -> Hash.of(new byte[] {0}, bytes(hex))).toList();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static List<Hash> leaves(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> MerkleTree.leaf(Hash.of(new byte[] {(byte) i, (byte) (i >> 8)})))
        .toList();
  }

  /** RFC 9162 §2.1.1 as it stands there. */
  private static Hash naiveRoot(List<Hash> leaves) {
    Hash known = ROOTS.get(leaves);
    if (known == null) {
      known = computeRoot(leaves);
      ROOTS.put(List.copyOf(leaves), known);
    }
    return known;
  }

  private static Hash computeRoot(List<Hash> leaves) {
    if (leaves.size() < 2) {
      return leaves.isEmpty() ? Hash.of() : leaves.getFirst();
    }
    int k = split(leaves.size());
    return Hash.of(
        new byte[] {1},
        naiveRoot(leaves.subList(0, k)).bytes(),
        naiveRoot(leaves.subList(k, leaves.size())).bytes());
  }

  /** RFC 9162 §2.1.3.1. */
  private static List<Hash> naivePath(int m, List<Hash> leaves) {
    if (leaves.size() == 1) {
      return List.of();
    }
    int k = split(leaves.size());
    List<Hash> left = leaves.subList(0, k);
    List<Hash> right = leaves.subList(k, leaves.size());
    List<Hash> path = new ArrayList<>(m < k ? naivePath(m, left) : naivePath(m - k, right));
    path.add(naiveRoot(m < k ? right : left));
    return path;
  }

  /** RFC 9162 §2.1.4.1. */
  private static List<Hash> naiveSubproof(int m, List<Hash> leaves, boolean whole) {
    if (m == leaves.size()) {
      return whole ? List.of() : List.of(naiveRoot(leaves));
    }
    int k = split(leaves.size());
    List<Hash> left = leaves.subList(0, k);
    List<Hash> right = leaves.subList(k, leaves.size());
    List<Hash> path =
        new ArrayList<>(
            m <= k ? naiveSubproof(m, left, whole) : naiveSubproof(m - k, right, false));
    path.add(naiveRoot(m <= k ? right : left));
    return path;
  }

  private static int split(int size) {
    int k = 1;
    while (k * 2 < size) {
      k *= 2;
    }
    return k;
  }

  @ParameterizedTest
  @CsvSource({
    "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
  })
  void rootsAreThoseOfCertificateTransparency(int size, String root) {
    append(known());

    assertThat(tree.root(size)).isEqualTo(Hash.ofHex(root));
  }

  @Test
  void proofsAreThoseOfCertificateTransparency() {
    append(known());

    assertThat(tree.inclusion(5, 8))
        .containsExactly(
            Hash.ofHex("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
            Hash.ofHex("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
            Hash.ofHex("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
    assertThat(tree.consistency(6, 8))
        .containsExactly(
            Hash.ofHex("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
            Hash.ofHex("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
            Hash.ofHex("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
  }

  @Test
  void everySizeIsAsTheRfcDefinesIt() {
    List<Hash> leaves = leaves(MOST);
    append(leaves);

    for (int size = 0; size <= MOST; size++) {
      List<Hash> now = leaves.subList(0, size);
      Hash root = naiveRoot(now);
      assertThat(tree.root(size)).isEqualTo(root);
      for (int leaf = 0; leaf < size; leaf++) {
        List<Hash> path = tree.inclusion(leaf, size);
        assertThat(path).isEqualTo(naivePath(leaf, now));
        assertThat(Proofs.includes(now.get(leaf), leaf, size, path, root)).isTrue();
      }
      for (int before = 1; before <= size; before++) {
        List<Hash> path = tree.consistency(before, size);
        assertThat(path).isEqualTo(naiveSubproof(before, now, true));
        Hash old = naiveRoot(leaves.subList(0, before));
        assertThat(Proofs.consistent(before, old, size, root, path)).isTrue();
      }
    }
  }

  @Test
  void aProofOfSomethingElseDoesNotHold() {
    List<Hash> leaves = leaves(17);
    append(leaves);
    Hash stranger = Hash.of(new byte[] {9});

    for (int size = 1; size <= 17; size++) {
      Hash root = tree.root(size);
      for (int leaf = 0; leaf < size; leaf++) {
        List<Hash> path = tree.inclusion(leaf, size);
        Hash hash = leaves.get(leaf);
        assertThat(Proofs.includes(stranger, leaf, size, path, root)).isFalse();
        assertThat(Proofs.includes(hash, leaf, size, path, stranger)).isFalse();
        assertThat(Proofs.includes(hash, size, size, path, root)).isFalse();
        assertThat(Proofs.includes(hash, -1, size, path, root)).isFalse();
        assertThat(Proofs.includes(hash, leaf, size, with(path, stranger), root)).isFalse();
        for (int i = 0; i < path.size(); i++) {
          assertThat(Proofs.includes(hash, leaf, size, without(path, i), root)).isFalse();
          assertThat(Proofs.includes(hash, leaf, size, changed(path, i), root)).isFalse();
        }
        for (int other = 0; other < size; other++) {
          if (other != leaf) {
            assertThat(Proofs.includes(hash, other, size, path, root)).isFalse();
          }
        }
      }
      for (int before = 1; before < size; before++) {
        List<Hash> path = tree.consistency(before, size);
        Hash old = tree.root(before);
        assertThat(Proofs.consistent(before, stranger, size, root, path)).isFalse();
        assertThat(Proofs.consistent(before, old, size, stranger, path)).isFalse();
        assertThat(Proofs.consistent(size, root, before, old, path)).isFalse();
        assertThat(Proofs.consistent(before, old, size, root, with(path, stranger))).isFalse();
        for (int i = 0; i < path.size(); i++) {
          assertThat(Proofs.consistent(before, old, size, root, without(path, i))).isFalse();
          assertThat(Proofs.consistent(before, old, size, root, changed(path, i))).isFalse();
        }
      }
    }
  }

  @Test
  void anythingGoesOnFromNothingAndEveryTreeFromItself() {
    append(leaves(3));
    Hash root = tree.root(3);

    assertThat(Proofs.consistent(0, tree.root(0), 3, root, tree.consistency(0, 3))).isTrue();
    assertThat(Proofs.consistent(0, root, 3, root, List.of())).isFalse();
    assertThat(Proofs.consistent(3, root, 3, root, tree.consistency(3, 3))).isTrue();
    assertThat(Proofs.consistent(3, root, 3, tree.root(2), List.of())).isFalse();
    assertThat(Proofs.consistent(3, root, 3, root, List.of(root))).isFalse();
  }

  @Test
  void aLongTreeCostsOneReadingOfFewNodes() {
    int size = 10_007;
    append(leaves(size));
    int[] most = {0};
    int[] readings = {0};
    MerkleTree counted =
        new MerkleTree(
            places -> {
              readings[0]++;
              most[0] = Math.max(most[0], places.size());
              Map<Place, Hash> found = new HashMap<>();
              places.forEach(place -> found.put(place, kept.get(place)));
              return found;
            });

    counted.append(size, Hash.of());
    counted.root(size);
    counted.inclusion(77, size);
    counted.consistency(9_999, size);

    assertThat(readings[0]).isEqualTo(4);
    assertThat(most[0]).isLessThanOrEqualTo(2 * 14);
    assertThat(kept).hasSizeLessThan(2 * size);
  }

  @Test
  void aMissingNodeIsNoticed() {
    append(leaves(8));
    kept.remove(new Place(1, 0));

    assertThatThrownBy(() -> tree.inclusion(2, 8)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> tree.inclusion(8, 8)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.consistency(9, 8)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hashesHaveOneFormOnly() {
    String text = Hash.of(new byte[] {1}).base64Url();

    assertThat(Hash.ofBase64Url(text).base64Url()).isEqualTo(text);
    assertThat(Base64.getUrlDecoder().decode(text)).hasSize(Hash.SIZE);
    // The last two of the bits in the last letter belong to no byte.
    String same = text.substring(0, 42) + (char) (text.charAt(42) + 1);
    assertThat(Base64.getUrlDecoder().decode(same)).isEqualTo(Hash.ofBase64Url(text).bytes());
    assertThatThrownBy(() -> Hash.ofBase64Url(same)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Hash.ofHex("A1".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Hash> with(List<Hash> path, Hash more) {
    List<Hash> longer = new ArrayList<>(path);
    longer.add(more);
    return longer;
  }

  private static List<Hash> without(List<Hash> path, int i) {
    List<Hash> shorter = new ArrayList<>(path);
    shorter.remove(i);
    return shorter;
  }

  private static List<Hash> changed(List<Hash> path, int i) {
    List<Hash> other = new ArrayList<>(path);
    other.set(i, Hash.of(path.get(i).bytes()));
    return other;
  }
}
