using El4k.Client.AspNetCore.Requests;
using El4k.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Options;

namespace El4k.Client.AspNetCore.Tests.Requests;

public sealed class RequestCostTests
{
    private const int Calls = 500;

    // The request's El4kMetrics and what carries it along the flow of calls: 104 bytes; in a debug build the state machine comes on top.
    private const long MaxBytesPerRequest = 200;

    [Fact]
    public void Measuring_a_request_allocates_little_on_its_thread()
    {
        using var collector = new CollectorStub();
        using var client = new El4kClient(new El4kClientOptions { TcpPort = collector.TcpPort, UdpPort = collector.UdpPort });
        var options = Options.Create(new El4kRequestMetricsOptions { User = _ => "u1", Customer = _ => "acme" });
        var measured = new RequestMetricsMiddleware(_ => Task.CompletedTask, client, options);
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        context.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/reports/{id}"), 0, null, null));
        for (var i = 0; i < Calls; i++)
        {
            Assert.True(measured.InvokeAsync(context).IsCompletedSuccessfully);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            Assert.True(measured.InvokeAsync(context).IsCompletedSuccessfully);
        }

        var perRequest = (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
        Assert.True(perRequest <= MaxBytesPerRequest, $"{perRequest} B");
    }
}
