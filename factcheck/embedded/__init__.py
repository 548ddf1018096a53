"""The parts of factcheck/postgres.py, which is the door to use.

marker.py    the note in var/ that says where the cluster is, and that there is one
account.py   which user of the machine runs the server
places.py    where data, sockets, logs and binaries lie
locks.py     who uses the server, who starts it, who keeps it
cluster.py   making a cluster, and telling a whole one from a broken one
keeper.py    the process above the server: restarts it, and stops it when nobody is left
"""
