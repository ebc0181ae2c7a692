using System.Text.Json;
using BenchmarkDotNet.Running;
using El4k.Benchmarks.EndToEnd;
using El4k.Benchmarks.Micro;

// `end-to-end PROGRAM [EVENTS]` measures the real program, `queue PROGRAM [EVENTS] [ROUNDS]` its disk queue against the one in memory;
// anything else goes to BenchmarkDotNet (`--filter '*'`).
if (args is ["end-to-end", var program, ..])
{
    var row = await EndToEndRun.RunAsync(program, args.Length > 2 ? long.Parse(args[2]) : 1_000_000);
    Console.WriteLine(row.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    return;
}

if (args is ["queue", var collector, ..])
{
    var row = await QueueRun.RunAsync(collector, args.Length > 2 ? long.Parse(args[2]) : 1_000_000, args.Length > 3 ? int.Parse(args[3]) : 3);
    Console.WriteLine(row.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    return;
}

// `workload PROGRAM NAME [EVENTS]` measures one kind of traffic through the collector.
if (args is ["workload", var measured, var workload, ..])
{
    var row = await WorkloadRun.RunAsync(measured, workload, args.Length > 3 ? long.Parse(args[3]) : 0);
    Console.WriteLine(row.ToJsonString());
    return;
}

// `path log|metric [ROUNDS]` measures the seed's pipeline in one thread, without sockets.
if (args is ["path", var shape, ..])
{
    Console.WriteLine(PathRun.Run(shape, args.Length > 2 ? int.Parse(args[2]) : 500).ToJsonString());
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
