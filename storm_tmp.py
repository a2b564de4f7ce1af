import sys, json, time, subprocess
from tests.load.fanout.ours import Ours
from tests.load.fanout.swarm import Swarm
from tests.load.fanout import machine
machine.allow_sockets(30000)
n=int(sys.argv[1]); 
o=Ours()
t=o.open(n,1)
try:
    rss=machine.resident_kb(o.servers())
    with Swarm(t,n,1,at_once=n+1) as s:
        prof=None
        if len(sys.argv)>2:
            prof=subprocess.Popen(["/tmp/pyspy/bin/py-spy","record","-p",str(o.servers()[0]),"-d",sys.argv[2],"--gil","-r","200","-f","raw","-o","/tmp/storm.raw"],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL); time.sleep(1)
        a=machine.moment(o.servers(),o.helpers())
        c=s.connect(); b=machine.moment(o.servers(),o.helpers()); w=a.until(b); print(c,w, "ms/join", w["server_cpu"]/n*1000, "joins/s", n/c["seconds"], "per full core", n/w["server_cpu"])
        print("KB/conn",(machine.resident_kb(o.servers())-rss)/(n))
        print(o.server.output[-300:])
        if prof: prof.wait()
finally: o.close()
