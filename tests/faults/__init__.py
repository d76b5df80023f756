"""What goes wrong while the library works: deaths, disks, clocks, a second run, Windows."""
