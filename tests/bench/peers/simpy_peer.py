# SPDX-License-Identifier: GPL-3.0-or-later
# The benchmark's two models in SimPy, as its documentation writes a bank: each customer is a process that asks a resource,
# holds it for the service, and goes.
#   python3 simpy_peer.py mm1|hub3 CUSTOMERS SEED       prints lines "name value unit", as the benchmarks do
# Written for SimPy 3 and 4; Debian 12 packages SimPy 2.3, whose processes are classes, so that is understood, too.
import random
import sys
import time

MODELS = {"mm1": (1 / 0.9, [(1, 1.0)]), "hub3": (1.0, [(4, 3.6), (8, 7.2), (4, 3.6)])}


def run_simpy(gap, stations, customers, tally):
    import simpy

    env = simpy.Environment()
    desks = [(simpy.Resource(env, capacity=servers), mean) for servers, mean in stations]

    def customer():
        arrived = env.now
        for desk, mean in desks:
            with desk.request() as mine:
                yield mine
                yield env.timeout(random.expovariate(1 / mean))
        tally.append(env.now - arrived)

    def source():
        for _ in range(customers):
            env.process(customer())
            yield env.timeout(random.expovariate(1 / gap))

    env.process(source())
    env.run()
    return simpy.__version__


def run_simpy_2(gap, stations, customers, tally):
    from SimPy import Simulation as simpy

    class Customer(simpy.Process):
        def visit(self, desks):
            arrived = self.sim.now()
            for desk, mean in desks:
                yield simpy.request, self, desk
                yield simpy.hold, self, random.expovariate(1 / mean)
                yield simpy.release, self, desk
            tally.append(self.sim.now() - arrived)

    class Source(simpy.Process):
        def generate(self, desks):
            for _ in range(customers):
                customer = Customer(sim=self.sim)
                self.sim.activate(customer, customer.visit(desks))
                yield simpy.hold, self, random.expovariate(1 / gap)

    sim = simpy.Simulation()
    sim.initialize()
    desks = [(simpy.Resource(capacity=servers, sim=sim), mean) for servers, mean in stations]
    source = Source(sim=sim)
    sim.activate(source, source.generate(desks))
    sim.simulate(until=1e18)
    return "2.3"


def main():
    model, customers = sys.argv[1], int(sys.argv[2])
    gap, stations = MODELS[model]
    random.seed(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    tally = []
    start_ns = time.process_time_ns()
    try:
        version = run_simpy(gap, stations, customers, tally)
    except ImportError:
        version = run_simpy_2(gap, stations, customers, tally)
    ns = (time.process_time_ns() - start_ns) / customers
    unit = "ns/customer" if model == "mm1" else "ns/job"
    print(f"simpy_{model} {ns:.6g} {unit}")
    print(f"simpy_{model}_mean {sum(tally) / len(tally):.6g} s")
    print(f"simpy {version}", file=sys.stderr)


main()
