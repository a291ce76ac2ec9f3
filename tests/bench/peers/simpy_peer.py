# SPDX-License-Identifier: GPL-3.0-or-later
# The benchmark's two models in SimPy, as its documentation writes a bank: each customer is a process that asks a resource,
# holds it for the service, and goes.
#   python3 simpy_peer.py 2|3 mm1|hub3 CUSTOMERS SEED       prints lines "name value unit", as the benchmarks do
# Debian 12 packages SimPy 2.3 (python3-simpy), whose processes are classes, and SimPy 3 (python3-simpy3), from which SimPy 4
# differs little: what is installed as `simpy` is run as 3, and its version goes to stderr.
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


RUN = {"2": run_simpy_2, "3": run_simpy}


def main():
    api, model, customers, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    gap, stations = MODELS[model]
    random.seed(seed)
    tally = []
    start_ns = time.process_time_ns()
    version = RUN[api](gap, stations, customers, tally)
    ns = (time.process_time_ns() - start_ns) / customers
    name = f"simpy{version[0]}_{model}"
    print(f"{name} {ns:.6g} {'ns/customer' if model == 'mm1' else 'ns/job'}")
    print(f"{name}_mean {sum(tally) / len(tally):.6g} s")
    print(f"simpy {version}", file=sys.stderr)


main()
