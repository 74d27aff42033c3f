// Checks a record with the Go project's own libraries, written by other people
// for another log: the checkpoint's signature, every tile against its root, and
// every entry against its tile. Usage: check FOLDER/log VERIFIER-KEY
package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type folder struct {
	root string
}

func (f folder) Height() int { return 8 }

// sumdb names a tile tile/8/L/N, C2SP tile/L/N.
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(f.root, path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func fail(words string, err error) {
	fmt.Println(words+":", err)
	os.Exit(1)
}

func main() {
	root := os.Args[1]
	signed, err := os.ReadFile(filepath.Join(root, "checkpoint"))
	if err != nil {
		fail("checkpoint", err)
	}
	verifier, err := note.NewVerifier(os.Args[2])
	if err != nil {
		fail("key", err)
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		fail("signature", err)
	}
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		fail("size", err)
	}
	hash, err := tlog.ParseHash(lines[2])
	if err != nil {
		fail("root", err)
	}
	reader := tlog.TileHashReader(tlog.Tree{N: size, Hash: hash}, folder{root})
	for first := int64(0); first < size; first += 256 {
		width := size - first
		if width > 256 {
			width = 256
		}
		var indexes []int64
		for i := first; i < first+width; i++ {
			indexes = append(indexes, tlog.StoredHashIndex(0, i))
		}
		hashes, err := reader.ReadHashes(indexes)
		if err != nil {
			fail("tiles", err)
		}
		tile := tlog.Tile{H: 8, L: 0, N: first / 256, W: int(width)}
		path := strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
		bundle, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			fail("entries", err)
		}
		for i := int64(0); i < width; i++ {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				fail("entries", fmt.Errorf("entry %d is torn", first+i))
			}
			length := int(binary.BigEndian.Uint16(bundle))
			if tlog.RecordHash(bundle[2:2+length]) != hashes[i] {
				fail("entries", fmt.Errorf("entry %d was altered", first+i))
			}
			bundle = bundle[2+length:]
		}
		if len(bundle) > 0 {
			fail("entries", fmt.Errorf("something follows entry %d", first+width-1))
		}
	}
	for _, i := range []int64{0, size / 2, size - 1} {
		proof, err := tlog.ProveRecord(size, i, reader)
		if err != nil {
			fail("proof", err)
		}
		leaf, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, i)})
		if err != nil {
			fail("proof", err)
		}
		if err := tlog.CheckRecord(proof, size, hash, i, leaf[0]); err != nil {
			fail("proof", err)
		}
	}
	fmt.Printf("%s: %d entries\n", lines[0], size)
}
