using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>What a unit opens, as Juju reads, orders and merges it.</summary>
public sealed class PortTests
{
    private static readonly CharmEndpoint[] s_endpoints =
        [new("db", EndpointRole.Provider, "s3"), new("web", EndpointRole.Requirer, "http"), new("peers", EndpointRole.Peer, "p")];

    [TestCase("80", "80/tcp")]
    [TestCase("80/TCP", "80/tcp")]
    [TestCase("53/Udp", "53/udp")]
    [TestCase("8000-8010/udp", "8000-8010/udp")]
    [TestCase("7-7", "7/tcp")]
    [TestCase("0", "0/tcp")]
    [TestCase("ICMP", "icmp")]
    public void A_port_is_read_whatever_the_case_of_its_protocol(string text, string port)
    {
        PortRange range = PortRange.Read(text, out string? problem);
        Assert.That((range.ToString(), problem), Is.EqualTo((port, (string?)null)));
    }

    [TestCase("80a", "invalid port \"80a\": strconv.Atoi: parsing \"80a\": invalid syntax")]
    [TestCase("80-", "invalid port \"\": strconv.Atoi: parsing \"\": invalid syntax")]
    [TestCase("1-2-3", "invalid port range \"1-2-3\"")]
    [TestCase("9-8/udp", "invalid port range 9-8/udp")]
    [TestCase("80/sctp", "invalid protocol \"sctp\", expected \"tcp\", \"udp\", or \"icmp\"")]
    [TestCase("80/icmp", "protocol \"icmp\" doesn't support any ports; got \"80\"")]
    [TestCase("1-70000", "port range bounds must be between 0 and 65535, got 1-70000")]
    public void What_is_no_port_is_refused_in_Jujus_words(string text, string reason)
    {
        _ = PortRange.Read(text, out string? problem);
        Assert.That(problem, Is.EqualTo(reason));
    }

    [Test]
    public void Ports_are_in_the_order_of_protocol_and_number()
    {
        OpenedPort[] ports = [];
        foreach (string port in new[] { "9/udp", "80", "443", "9", "icmp", "9-10" })
        {
            ports = ports.Opened(Port(port));
        }

        Assert.That(ports.Listed(withEndpoints: false), Is.EqualTo(new[] { "icmp", "9/tcp", "9-10/tcp", "80/tcp", "443/tcp", "9/udp" }));
    }

    [Test]
    public void Ports_of_single_endpoints_are_told_with_them()
    {
        OpenedPort[] ports = ((OpenedPort[])[]).Opened(Port("80", "web")).Opened(Port("80", "db")).Opened(Port("53/udp"));
        Assert.That(ports.Listed(withEndpoints: true), Is.EqualTo(new[] { "80/tcp (db, web)", "53/udp (*)" }));
        Assert.That(ports.Listed(withEndpoints: false), Is.EqualTo(new[] { "80/tcp", "53/udp" }));
    }

    [Test]
    public void All_endpoints_take_in_the_single_ones_and_are_closed_with_them()
    {
        OpenedPort[] single = ((OpenedPort[])[]).Opened(Port("80", "web"));
        Assert.That(single.Opened(Port("80")), Is.EqualTo(new[] { Port("80") }));
        Assert.That(single.Opened(Port("80")).Opened(Port("80", "db")), Is.EqualTo(new[] { Port("80") }));
        Assert.That(single.Closed(Port("80"), s_endpoints), Is.Empty);
    }

    [Test]
    public void What_is_open_for_all_and_closed_for_one_stays_open_for_the_others()
    {
        OpenedPort[] ports = ((OpenedPort[])[]).Opened(Port("80")).Closed(Port("80", "web"), s_endpoints);
        Assert.That(ports.Listed(withEndpoints: true), Is.EqualTo(new[] { "80/tcp (db, peers)" }));
    }

    [Test]
    public void Ports_that_overlap_with_open_ones_are_refused()
    {
        string? reason = null;
        HookStep step = Ask(hook =>
        {
            hook.OpenPort("80-90");
            hook.OpenPort("80-90");
            reason = Assert.Throws<HookCommandException>(() => hook.OpenPort("85/tcp"))!.Reason;
            hook.OpenPort("85/udp");
        });
        Assert.That(reason, Is.EqualTo(
            "cannot open 85/tcp (unit \"p/0\"): port range conflicts with 80-90/tcp (unit \"p/0\") requested earlier"));
        Assert.That(step.Outcome, Is.EqualTo(HookOutcome.Committed));
    }

    [TestCase(true, "open")]
    [TestCase(false, "close")]
    public void An_endpoint_that_does_not_exist_is_found_out_in_the_flush(bool open, string change)
    {
        HookStep step = Ask(hook =>
        {
            if (open)
            {
                hook.OpenPort("80", "db", "nothing");
            }
            else
            {
                hook.ClosePort("80", "nothing");
            }
        });
        Assert.That(step.Outcome, Is.EqualTo(HookOutcome.CommitRefused));
        Assert.That(step.Failure, Is.EqualTo($"cannot apply changes: {change} port range: endpoint \"nothing\" for unit \"p/0\" not found"));
    }

    private static HookStep Ask(Action<HookTransaction> ask)
    {
        using Simulation simulation = Probe.Related(hook => NextRelationHookTests.OnUpdateStatus(hook, () => ask(hook)));
        simulation.UpdateStatus(Probe.Unit("p/0"));
        return simulation.RunNext(Probe.Unit("p/0"))!;
    }

    private static OpenedPort Port(string port, string endpoint = "") => new(PortRange.Read(port, out _), endpoint);
}
