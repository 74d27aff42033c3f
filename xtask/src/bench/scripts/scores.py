"""What several of the peers' scripts share; it stands before each of them."""
import json, resource, sys, time


def cpu_seconds():
    """Processor time of this process and of the children it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def peak_mib():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ratio(part, whole):
    return part / whole if whole else 0.0


def figures(true_positive, found, true):
    """Precision, recall and F1 of so many found, so many of them right, of so many true."""
    precision, recall = ratio(true_positive, found), ratio(true_positive, true)
    return {"f1": ratio(2 * precision * recall, precision + recall), "precision": precision, "recall": recall}


def clustered(found, true):
    """Pairwise figures of a clustering: every two rows of one label are a pair."""
    import pandas

    def pairs(*labels):
        sizes = pandas.DataFrame(dict(enumerate(labels))).groupby(list(range(len(labels)))).size()
        return int((sizes * (sizes - 1) // 2).sum())

    return figures(pairs(found, true), pairs(found), pairs(true))


def tell(**facts):
    print(json.dumps(facts))
