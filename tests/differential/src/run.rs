//! From numbers to hierarchies to comparisons, on every core.

use std::thread;

use anyhow::{Result, anyhow};
use proptest::strategy::{BoxedStrategy, Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::Arguments;
use crate::case::Case;
use crate::explained::{Comparison, compare};
use crate::issue::{issue, stranger};
use crate::judge::openssl::OpenSsl;
use crate::judge::pyca::Pyca;
use crate::judge::{Court, Judge, ours};
use crate::plan::Plan;
use crate::wrong::{self, Wrong};
use crate::{properties, strategy};

/// What came out of one hierarchy.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) number: u32,
    /// By judge: whether we trust it by the profile that judge is compared with, and how the two compare.
    pub(crate) comparisons: Vec<(Judge, bool, Comparison)>,
    /// The smallest hierarchy that is wrong in the same way, in lines to print.
    pub(crate) wrong: Option<String>,
    /// A property of our own answer that does not hold.
    pub(crate) broken: Option<String>,
}

/// Steps of shrinking, each of which asks every judge once.
const MOST_STEPS: usize = 500;

pub(crate) fn all(arguments: &Arguments, openssl: bool) -> Result<Vec<Outcome>> {
    let numbers: Vec<u32> = match arguments.case {
        Some(number) => vec![number],
        None => (0..arguments.cases).collect(),
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(numbers.len());
    let mut results = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|worker| {
                let mine = numbers.iter().copied().skip(worker).step_by(threads);
                scope.spawn(move || work(arguments, openssl, worker, mine))
            })
            .collect();
        let done = workers.into_iter().map(|worker| {
            worker.join().unwrap_or_else(|_| Err(anyhow!("a worker panicked: see above")))
        });
        done.collect::<Result<Vec<_>>>()
            .map(|parts| parts.into_iter().flatten().collect::<Vec<_>>())
    })?;
    results.sort_by_key(|outcome| outcome.number);
    Ok(results)
}

fn work(
    arguments: &Arguments,
    openssl: bool,
    worker: usize,
    numbers: impl Iterator<Item = u32>,
) -> Result<Vec<Outcome>> {
    let folder = arguments.out.join(format!("worker-{worker}"));
    let mut court = Court {
        openssl: openssl.then(|| OpenSsl::new(folder)).transpose()?,
        pyca: arguments.python.as_deref().map(Pyca::start).transpose()?,
    };
    let strategy = strategy::plans();
    let stranger = stranger();
    let mut shrunk: Vec<Wrong> = Vec::new();
    let mut outcomes = Vec::new();
    for number in numbers {
        let mut tree = tree(&strategy, arguments.seed, number)?;
        let mut outcome = judge(&tree.current(), &stranger, &mut court)?;
        outcome.number = number;
        if let Some(kind) = Wrong::of(&outcome)
            && shrunk.len() < arguments.shrink
            && !shrunk.contains(&kind)
        {
            shrunk.push(kind.clone());
            let mut same = |plan: &Plan| -> Result<bool> {
                Ok(Wrong::of(&judge(plan, &stranger, &mut court)?).as_ref() == Some(&kind))
            };
            let smallest = shrink(tree.as_mut(), &mut same)?;
            let report = wrong::lay_out(&arguments.out, number, &kind, &smallest)?;
            outcome.wrong = Some(report);
        }
        outcomes.push(outcome);
    }
    Ok(outcomes)
}

/// The smallest hierarchy that is still wrong in the same way.
fn shrink(
    tree: &mut dyn ValueTree<Value = Plan>,
    same: &mut dyn FnMut(&Plan) -> Result<bool>,
) -> Result<Plan> {
    let mut smallest = tree.current();
    let mut more = tree.simplify();
    for _ in 0..MOST_STEPS {
        if !more {
            break;
        }
        let plan = tree.current();
        more = if same(&plan)? {
            smallest = plan;
            tree.simplify()
        } else {
            tree.complicate()
        };
    }
    Ok(smallest)
}

/// Each number has a generator of its own, so that one hierarchy can be looked at alone.
fn tree(
    strategy: &BoxedStrategy<Plan>,
    seed: u64,
    number: u32,
) -> Result<Box<dyn ValueTree<Value = Plan>>> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_be_bytes());
    bytes[8..12].copy_from_slice(&number.to_be_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    strategy.new_tree(&mut runner).map_err(|reason| anyhow!("no hierarchy: {reason}"))
}

fn judge(plan: &Plan, stranger: &[u8], court: &mut Court) -> Result<Outcome> {
    let hierarchy = issue(plan);
    let mut outcome = Outcome::default();
    for judge in Judge::ALL {
        let Some(answer) = court.ask(judge, &hierarchy, &plan.question)? else { continue };
        let report = ours::ask(&hierarchy, &plan.question, judge.profile())?;
        let case = Case { plan, hierarchy: &hierarchy, report: &report };
        let comparison = compare(judge, &case, &answer);
        outcome.comparisons.push((judge, case.trusted(), comparison));
    }
    outcome.broken = properties::broken(&hierarchy, stranger, &plan.question)?;
    Ok(outcome)
}
